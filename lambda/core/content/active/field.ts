import type { Findings } from '../evidence/finding.js';
import { plainTarget } from '../text/plain-target.js';
import { judgeLink } from './link.js';
import { isElsewhere } from './target.js';

/** What a field of Word begins with (ECMA-376 part 1, 17.16.5); blanks are dropped. */
const linking = /^"?(?:DDE(?:AUTO)?|(INCLUDETEXT|INCLUDE)|(INCLUDEPICTURE|IMPORT|LINK))(?![a-z_])/i;
/** 17.16.5.25: a link, behind switches such as `\\l` of which each may have a text of its own. */
const hyperlink = /^\s{0,64}"?HYPERLINK\s{1,64}(?:"([^"]{1,1000})|([^\s"\\]\S{0,1000}))/i;
const url = /(?:https?|ftp|file|mhtml):[^"\s]*|\\\\[^"\s]+/i;

/** A field by its instruction: `DDEAUTO c:\\windows\\system32\\cmd.exe`, `INCLUDETEXT "http://…"`. */
export function judgeField(instruction: string, at: number, findings: Findings, part?: string): void {
  const plain = plainTarget(instruction.slice(0, 2048)).replace(/^"/, '');
  if (/^DDE/i.test(plain)) {
    findings.active('dde', at, part);
    return;
  }
  const link = hyperlink.exec(instruction.slice(0, 2048));
  if (link) judgeLink(link[1] ?? link[2] ?? '', at, findings, part);
  const kind = linking.exec(instruction.trimStart());
  const target = url.exec(plain)?.[0];
  if (!kind || target === undefined || !isElsewhere(target)) return;
  findings.active(kind[1] === undefined ? 'external-content' : 'external-object', at, part);
}

/** Runs of one field, its parts, and where a field begins (ECMA-376 part 1, 17.16.5, 17.16.18, 17.16.19). */
const fieldMarks =
  /<(?:[\w.-]{1,64}:)?(?:(?:instrText|delInstrText)\b[^<>]{0,400}>([^<]*)|fldSimple\b[^<]{0,400}?\binstr\s*=\s*(?:"([^"]*)"|'([^']*)')|fldChar\b[^<]{0,400}?fldCharType\s*=\s*["'](begin|separate))/g;

/**
 * The fields of a document's text. An instruction may be split in any number of runs, so these are joined.
 * @param at where the text stands; of a packed part, the part
 */
export function judgeFields(xml: string, at: number, findings: Findings, part?: string): void {
  if (!/instrText|fldSimple|delInstrText/i.test(xml)) return;
  let instruction = '';
  const end = () => {
    judgeField(instruction, at, findings, part);
    instruction = '';
  };
  for (const [, run, double, single, mark] of xml.matchAll(fieldMarks)) {
    if (run !== undefined) instruction += run;
    else if (mark === undefined) judgeField(double ?? single ?? '', at, findings, part);
    else end();
  }
  end();
}

/**
 * What follows the program of a formula that starts one: a topic and an item, as `=cmd|'/c calc'!A0` of Excel has them;
 * LibreOffice has `=DDE("cmd";"/c calc";"")`.
 */
const topic = /\|(?:'[^'\r\n<]{0,1000}'|[\w.:\\/ -]{1,200})![a-z_'$\d]/gi;
const call = /=[ \t]*(?:(?:of:=|oooc:=)[ \t]*)?DDE[ \t]*\(/gi;
/** Of what stands in front of the topic. */
const programBytes = 201;
const endsCell = isOneOf(/[,;\t\r\n"<>|]/);
/** Other signs begin formulas too when a table is imported. */
const isSign = isOneOf(/[=+@-]/);
const isOfName = isOneOf(/[\w.\\:/]/);
const isLetter = isOneOf(/[a-z]/i);

/** By the code of a character; those beyond ASCII are in none of the sets. */
function isOneOf(characters: RegExp): (code: number) => boolean {
  const table = Array.from({ length: 128 }, (_, code) => characters.test(String.fromCharCode(code)));
  return (code) => table[code] === true;
}

/** Where formulas that start a program begin in a text. */
export function* ddeFormulas(text: string): Generator<number> {
  if (text.includes('|'))
    for (const { index } of text.matchAll(topic)) {
      const start = signBefore(text, index);
      if (start >= 0) yield start;
    }
  for (const { index } of text.matchAll(call)) yield index;
}

export const holdsDdeFormula = (text: string): boolean => ddeFormulas(text).next().done === false;

/** The first sign of the cell in front of the bar, if the name of a program stands between them; else -1. */
function signBefore(text: string, bar: number): number {
  let sign = -1;
  let isInName = true;
  let isNamed = false;
  for (let at = bar - 1; at >= Math.max(0, bar - programBytes); at--) {
    const code = text.charCodeAt(at);
    if (endsCell(code)) break;
    isInName &&= isOfName(code);
    isNamed ||= isInName && isLetter(code);
    if (isNamed && isSign(code)) sign = at;
  }
  return sign;
}
