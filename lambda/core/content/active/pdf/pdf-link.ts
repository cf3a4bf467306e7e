import type { Findings } from '../../evidence/finding.js';
import { plainTarget } from '../../text/plain-target.js';
import { leadsNowhere, leadsToPage } from '../link.js';
import { isRunnable } from '../target.js';
import { stringOf } from './pdf-string.js';
import type { PdfText } from './pdf-text.js';

/** Addresses that run what is in them. */
const script =
  /^(?:javascript|vbscript|livescript|jscript|data:(?:text\/(?:html|xml|javascript)|image\/svg|application\/x)):?/i;
/** Programs that open whatever address has their scheme. */
const opener = /^(?:ms-msdt|search-ms|ms-officecmd|ms-appinstaller|shell|jar|view-source):/i;

/** 12.6.4.7, 12.6.4.5, 7.11.5: addresses of links and what is in front of all of them, of forms, and of files. */
const keys = ['/URI', '/Base', '/UF', '/F', '/URL'];
const mostPlaces = 4000;
/** So many different addresses are looked at: what ends like a program takes long to say. */
const mostAddresses = 1000;
/** So much of an address is looked at; blanks may stand in front. */
const addressBytes = 4096;
const opening = /^[\s\0]*(?:\(|<(?!<)|(\d{1,10}[\s\0]+\d{1,5})[\s\0]+R(?!\w))/;
const blanks = /^[\s\0]{0,200}/;
const objectOfString = /(\d{1,10}[\s\0]+\d{1,5})[\s\0]+obj[\s\0]*[(<](?!<)/g;

/**
 * Links that run a script or start a program, by a click. Most readers do not follow the first kind, which printing a
 * page keeps (`javascript:__doPostBack(…)`), so those are a kind of their own.
 */
export function judgeLinks(texts: readonly PdfText[], findings: Findings): void {
  const programs = new Set<string>();
  const seen = new Set<string>();
  const judge = (written: string, key: string, at: number) => {
    if (seen.has(key + written)) return;
    seen.add(key + written);
    const inside = written.slice(1);
    const address = written.startsWith('<') ? stringOf('', inside) : stringOf(inside);
    judgeAddress(address, key, at, programs, findings);
  };
  const referred = new Set<string>();
  for (const pdf of texts) {
    const { text, bare } = pdf;
    for (const key of keys) {
      for (const at of placesOf(bare, key)) {
        const from = at + key.length;
        const found = opening.exec(bare.slice(from, from + 256));
        if (found?.[1] !== undefined) referred.add(labelOf(found[1]));
        else if (found) judge(writtenAt(text, from + found[0].length - 1), key, pdf.offsetOf(at));
      }
    }
  }
  if (referred.size === 0) return;
  for (const { text, bare, offsetOf } of texts)
    for (const { 0: start, 1: label = '', index } of bare.matchAll(objectOfString))
      if (referred.has(labelOf(label)))
        judge(writtenAt(text, index + start.length - 1), '/URI', offsetOf(index));
}

const labelOf = (label: string): string => label.replace(/[\s\0]+/g, ' ');

/** Where a name stands, and no longer one. */
function* placesOf(bare: string, name: string): Generator<number> {
  let at = bare.indexOf(name);
  for (let count = 0; at >= 0 && count < mostPlaces; count++) {
    if (!/\w/.test(bare[at + name.length] ?? '')) yield at;
    at = bare.indexOf(name, at + name.length);
  }
}

/** The string that begins at a bracket, as it is written. */
function writtenAt(text: string, bracket: number): string {
  const inside = text.slice(bracket + 1, bracket + 1 + addressBytes);
  if (text[bracket] === '<') return `<${/^[\da-f\s\0]*/i.exec(inside)?.[0] ?? ''}`;
  const from = blanks.exec(inside)?.[0].length ?? 0;
  return `(${/^(?:[^()\\]|\\[\s\S]|\([^()]*\))*/.exec(inside.slice(from))?.[0] ?? ''}`;
}

function judgeAddress(
  address: string,
  key: string,
  at: number,
  programs: Set<string>,
  findings: Findings,
): void {
  const plain = plainTarget(address);
  if (script.test(plain) && !leadsNowhere(plain)) findings.active('script-link', at);
  else if (key !== '/URI' || leadsToPage(plain)) return;
  else if (opener.test(plain)) findings.active('launch', at);
  else if (!programs.has(plain) && programs.size < mostAddresses) {
    programs.add(plain);
    if (isRunnable(plain.split(/[?#]/, 1)[0] ?? '')) findings.active('launch', at);
  }
}
