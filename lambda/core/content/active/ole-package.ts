import { latin1 } from '../reading/bytes.js';
import type { Findings } from '../evidence/finding.js';
import { isRunnable } from './target.js';

/**
 * The beginning of a packed file ([MS-OLEDS] 2.3.6, OLENativeStream of the class Package): a mark, the name shown, the
 * path that it came from, the mark of an embedded file, the path to which it is unpacked.
 */
const packed =
  // eslint-disable-next-line no-control-regex -- its marks are bytes
  /\x02\0([^\0\r\n]{1,260})\0([^\0\r\n]{0,400})\0\0\0\x03\0[\s\S]{4}([^\0\r\n]{1,400})\0[\s\S]{4}([\s\S]{0,4})/g;
/** How programs begin, whatever they are named. */
const programStart = /^(?:MZ|\x7fELF|#!|[\xcf\xce]\xfa\xed\xfe|\xca\xfe\xba\xbe|L\0\0\0)/;

/** Does a file begin as a program of Windows, Linux or macOS, a script, or a shortcut? */
export const isProgramStart = (start: string): boolean => programStart.test(start);

/** OLE packages that hold a program, under the name shown or that of the file. */
export function judgePackages(bytes: Buffer, at: number, findings: Findings, part?: string): void {
  const text = latin1(bytes);
  if (!text.includes('\0\0\x03\0')) return;
  for (const [, shown = '', path = '', temporary = '', start = ''] of text.matchAll(packed)) {
    const name = [shown, path, temporary].find(isRunnable);
    if (name === undefined && !isProgramStart(start)) continue;
    findings.active('program', at, part ?? shown);
    return;
  }
}

const utf16 = (name: string): Buffer => Buffer.from(name, 'utf16le');
/** [MS-OVBA] 2.2.1: what every VBA project has. */
const vbaNames = [utf16('_VBA_PROJECT'), utf16('_VBA_PROJECT_CUR')];

/** Documents with macros have a kind of their own. */
const officeName = /\.(?:doc|dot|xls|xlt|xla|ppt|pot|pps|ppa|sld)[mb]$/i;
const isProgramName = (part: string): boolean => isRunnable(part) && !officeName.test(part);

/** An object that was embedded: a program, a package with one, or a document with macros of its own. */
export function judgeObject(bytes: Buffer, at: number, findings: Findings, part?: string): void {
  if (isProgramStart(latin1(bytes, 0, 8)) || (part !== undefined && isProgramName(part)))
    findings.active('program', at, part);
  judgePackages(bytes, at, findings, part);
  if (vbaNames.some((name) => bytes.includes(name))) findings.active('macro', at, part);
}
