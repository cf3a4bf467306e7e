import { latin1, u32le } from '../../reading/bytes.js';
import type { Findings } from '../../evidence/finding.js';
import { judgeObject } from '../ole-package.js';

const longestData = 256 * 1024;
const isHex = (code: number): boolean =>
  (code >= 0x30 && code <= 0x39) || (code >= 0x41 && code <= 0x46) || (code >= 0x61 && code <= 0x66);
const [open, close, backslash] = [0x7b, 0x7d, 0x5c];

/** A control word, a character in digits, or a symbol. */
const word = /\\(?:[a-z]{1,32}-?\d{0,10} ?|'[\da-f]{2}|.)/isy;
/** Version, kind, and the length of the class: without them it is no object. */
const leastBytes = 12;

/**
 * The bytes of `\objdata`: hexadecimal digits, between which readers skip blanks, control words and whole groups.
 * @param from behind the control word
 */
export function objectData(text: string, from: number): { data: Buffer; end: number } {
  let digits = '';
  let depth = 0;
  let at = from;
  for (; at < text.length && digits.length < longestData; at++) {
    const code = text.charCodeAt(at);
    if (code === open) depth++;
    else if (code === close && --depth < 0) break;
    else if (code === backslash) {
      word.lastIndex = at;
      if (word.test(text)) at = word.lastIndex - 1;
    } else if (depth === 0 && isHex(code)) digits += text[at] as string;
  }
  return { data: Buffer.from(digits.slice(0, digits.length & ~1), 'hex'), end: at };
}

/** [MS-OLEDS] 2.2.4 and 2.2.5: version, 1 for a link or 2 for an object, the class with its length. */
export function judgeObjectData(data: Buffer, at: number, findings: Findings): void {
  if (data.length < leastBytes) return;
  const format = u32le(data, 4);
  const length = Math.min(256, u32le(data, 8));
  const className = latin1(data, 12, 12 + length).replace(/\0.*$/s, '');
  if (/^OLE2Link$/i.test(className) || format === 1) findings.active('external-object', at, className);
  if (/MacroEnabled/i.test(className)) findings.active('macro', at, className);
  if (/^(?:Forms\.|Shell\.Explorer|WScript|htmlfile|ScriptBridge|Control|MSComctl)/i.test(className))
    findings.active('control', at, className);
  judgeObject(data, at, findings, className);
  if (data.includes(Buffer.from('http', 'utf16le')) && data.includes(urlMoniker))
    findings.active('external-object', at, className);
}

/** {79EAC9E0-BAF9-11CE-8C82-00AA004BA90B}, by which an object is loaded from an address. */
const urlMoniker = Buffer.from('e0c9ea79f9bace118c8200aa004ba90b', 'hex');
