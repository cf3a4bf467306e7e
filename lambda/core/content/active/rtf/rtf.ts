import { Findings } from '../../evidence/finding.js';
import type { FileView } from '../../reading/file-view.js';
import { latin1 } from '../../reading/bytes.js';
import { WorkBudgetExceeded } from '../../reading/work.js';
import type { ActiveKind } from '../../evidence/active-kinds.js';
import { judgeField } from '../field.js';
import { judgeObjectData, objectData } from './rtf-object.js';
import { isElsewhere } from '../target.js';

const wholeBytes = 1024 * 1024;
const longestField = 4096;
/** How often each character may be looked at: groups that stand in one another share theirs. */
const mostLooks = 3;

/** RTF Specification 1.9.1, "Objects": what a word says of its object. */
const words: Readonly<Record<string, ActiveKind>> = {
  objautlink: 'external-object',
  objupdate: 'object',
  objocx: 'control',
  objhtml: 'control',
  objlink: 'external-content',
};
const carriers =
  /\\(objautlink|objupdate|objocx|objhtml|objlink|objdata|fldinst|template)(?![a-z])-?\d{0,10} ?/gi;

/** Rich text: objects by their control words and data, fields, and the template. */
export async function judgeRtf(file: FileView, findings: Findings): Promise<void> {
  for (const { text, at } of await pieces(file)) {
    file.work.spend(text.length, at);
    judgeWords(text, at, findings);
    // Readers drop NUL and line ends wherever they stand, in the middle of a word as well.
    if (!/[\0\r\n]/.test(text)) continue;
    const plain = text.replace(/[\0\r\n]+/g, '');
    const found = new Findings(plain.length);
    judgeWords(plain, 0, found);
    for (const { what, offset, part } of found.list)
      if (what) findings.active(what, at + placeIn(text, offset), part);
  }
}

async function pieces(file: FileView): Promise<readonly { text: string; at: number }[]> {
  const { head, tail, tailOffset, sizeBytes } = file;
  const between = tailOffset - head.length;
  if (!file.isWhole && (sizeBytes > wholeBytes || !file.affords(between)))
    return file.windows.map(({ offset, bytes }) => ({ text: latin1(bytes), at: offset }));
  const middle = file.isWhole ? Buffer.alloc(0) : await file.bytes(head.length, between);
  return [{ text: latin1(file.isWhole ? head : Buffer.concat([head, middle, tail])), at: 0 }];
}

/** Where the character stands that is number `index` without NUL and line ends. */
function placeIn(text: string, index: number): number {
  let left = index;
  for (const { index: start, 0: run } of text.matchAll(/[^\0\r\n]+/g)) {
    if (left < run.length) return start + left;
    left -= run.length;
  }
  return text.length;
}

/** @param at where the text begins */
function judgeWords(text: string, at: number, findings: Findings): void {
  let left = text.length * mostLooks;
  const spend = (looked: number, index: number) => {
    left -= looked;
    if (left < 0) throw new WorkBudgetExceeded(at + index);
  };
  for (const { 0: word, 1: name = '', index } of text.matchAll(carriers)) {
    const behind = index + word.length;
    const kind = words[name.toLowerCase()];
    // `\\objupdate` is a backslash and text.
    if (isEscaped(text, index)) continue;
    if (kind) findings.active(kind, at + index);
    else if (/^objdata$/i.test(name)) {
      const { data, end } = objectData(text, behind);
      spend(end - behind, index);
      judgeObjectData(data, at + index, findings);
    } else {
      const { instruction, end } = groupText(text, behind);
      spend(end - behind, index);
      if (/^fldinst$/i.test(name)) judgeField(instruction, at + index, findings);
      else judgeTemplate(instruction, at + index, findings);
    }
  }
}

function isEscaped(text: string, at: number): boolean {
  let backslashes = 0;
  while (text.charCodeAt(at - 1 - backslashes) === 0x5c && backslashes < 64) backslashes++;
  return backslashes % 2 === 1;
}

function judgeTemplate(target: string, at: number, findings: Findings): void {
  if (isElsewhere(target.trim())) findings.active('external-template', at);
}

/** The text of a group up to its end: its runs joined, references to characters resolved. */
function groupText(text: string, from: number): { instruction: string; end: number } {
  let depth = 0;
  let out = '';
  let at = from;
  for (; at < text.length && at < from + longestField; at++) {
    const c = text[at] as string;
    if (c === '{') depth++;
    else if (c === '}') {
      if (--depth < 0) break;
    } else if (c === '\\') {
      const [whole = '\\', symbol, unicode, hex] =
        /^\\(?:([\\{}~])|u(-?\d{1,6}) ?(?:\\'[\da-f]{2}|\?)?|'([\da-f]{2})|[a-z]{1,32}-?\d{0,10} ?|.)/is.exec(
          text.slice(at, at + 48),
        ) ?? [];
      if (symbol !== undefined) out += symbol;
      else if (unicode !== undefined) out += String.fromCharCode(Number(unicode) & 0xffff);
      else if (hex !== undefined) out += String.fromCharCode(parseInt(hex, 16));
      at += whole.length - 1;
    } else if (c !== '\r' && c !== '\n') out += c;
  }
  return { instruction: out, end: at };
}
