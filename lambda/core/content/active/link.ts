import type { Findings } from '../evidence/finding.js';
import { plainTarget } from '../text/plain-target.js';
import { isRunnable } from './target.js';

/** What pages write where a link leads nowhere, which printing and pasting keep. */
const nowhere =
  /^(?:javascript|vbscript):(?:\/\/|void\(?["']?\d*["']?\)?|undefined|returnfalse|[;#{}]|%20)*$/i;
export const leadsNowhere = (address: string): boolean => nowhere.test(address);

const page = /^(?:https?|mailto|ftp|tel|sip):/i;
/** Of an address: it opens a browser, a mail or a call. */
export const leadsToPage = (address: string): boolean => page.test(address);

/** So many different links of one document are looked at, pages aside: what ends like a program takes long to say. */
const mostLinks = 1000;
const judged = new WeakMap<Findings, Set<string>>();

/** @returns undefined when so many are known that this one is compared with none */
function isNewLink(target: string, findings: Findings): boolean | undefined {
  const known = judged.get(findings) ?? new Set();
  judged.set(findings, known);
  if (known.has(target)) return false;
  if (known.size >= mostLinks) return undefined;
  known.add(target);
  return true;
}

/**
 * A link of an Office document, which somebody has to follow: programs are linked as pages are. The address of a page may
 * end like a program.
 */
export function judgeLink(target: string, at: number, findings: Findings, part?: string): void {
  if (leadsToPage(target)) return;
  const isNew = isNewLink(target, findings);
  if (isNew === false) return;
  const plain = plainTarget(target);
  if (leadsToPage(plain) || leadsNowhere(plain)) return;
  if (/^(?:javascript|vbscript):/i.test(plain)) findings.active('script-link', at, part);
  else if (
    /^(?:ms-msdt|search-ms):/i.test(plain) ||
    (isNew && isRunnable(decoded(target).split(/\s/)[0] ?? ''))
  )
    findings.active('launch', at, part);
}

function decoded(target: string): string {
  try {
    return decodeURIComponent(target);
  } catch {
    return target;
  }
}
