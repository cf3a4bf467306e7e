import { has, u16le, u32le } from '../reading/bytes.js';
import type { Findings } from '../evidence/finding.js';
import type { FileView } from '../reading/file-view.js';
import { parseDirectory, type CfbDirectory, type CfbEntry } from '../families/document/cfb-directory.js';
import { CfbSectors } from '../families/document/cfb-sectors.js';
import { judgePackages } from './ole-package.js';
import { judgeRecords } from './workbook.js';

/** [MS-OVBA] 2.2.1: the storages of a VBA project, wherever they stand. */
const vbaStorage = /^(_VBA_PROJECT|VBA|Macros|_VBA_PROJECT_CUR|VBA_PROJECT)$/i;
const packageStream = /^~Ole10Native$/i;
/** Shorter streams share sectors; no document is as short as that. */
const ownSectorsFrom = 4096;
/** Of a workbook: its list of sheets stands behind fonts and formats. Of a letter: its header and text. */
const streamBytes = 64 * 1024;

/** Documents of Office 97 to 2003 ([MS-CFB], [MS-DOC], [MS-XLS], [MS-PPT]). */
export async function judgeCompound(file: FileView, findings: Findings): Promise<void> {
  if (!has(file.head, 0, '\xd0\xcf\x11\xe0')) return;
  const sectors = new CfbSectors(file);
  if (!sectors.isSane) return;
  const start = u32le(file.head, 48);
  const directory = parseDirectory((await sectors.chain(start)).bytes);
  const vba = directory.all.find(({ name }) => vbaStorage.test(name));
  if (vba) findings.active('macro', sectors.offsetOf(start), vba.name);
  const workbook = await streamOf(file, sectors, directory, /^(Workbook|Book)$/i);
  if (workbook) judgeRecords(workbook.bytes, workbook.at, findings);
  const letter = await streamOf(file, sectors, directory, /^WordDocument$/i);
  if (letter) judgeLetter(letter.bytes, letter.at, findings);
  if (directory.top.some(({ name }) => /^PowerPoint Document$/i.test(name))) judgeSlides(file, findings);
  await judgePackageStreams(file, sectors, directory.all, findings);
}

async function streamOf(
  file: FileView,
  sectors: CfbSectors,
  { top }: CfbDirectory,
  name: RegExp,
): Promise<{ bytes: Buffer; at: number } | undefined> {
  const stream = top.find((entry) => name.test(entry.name));
  if (!stream || stream.sizeBytes < ownSectorsFrom) return undefined;
  const at = sectors.offsetOf(stream.firstSector);
  const bytes = await file.allowance(1).bytes(at, Math.min(stream.sizeBytes, streamBytes));
  return bytes && { bytes, at };
}

/** [MS-DOC] 2.8.25: what a field begins with. */
const fieldStart = '\x13';

/** [MS-DOC] 2.5.2, FibBase: fEncrypted, which stands for obfuscation as well. */
function judgeLetter(bytes: Buffer, at: number, findings: Findings): void {
  const isWord = u16le(bytes, 0) === 0xa5ec || u16le(bytes, 0) === 0xa5dc;
  if (isWord && (u16le(bytes, 10) & 0x0100) !== 0) {
    findings.warn('protected', at + 10, 'by a password');
    return;
  }
  for (const encoding of ['latin1', 'utf16le'] as const) {
    const mark = Buffer.from('DDE', encoding);
    for (let found = bytes.indexOf(mark); found >= 0; found = bytes.indexOf(mark, found + mark.length)) {
      const before = bytes.subarray(Math.max(0, found - 32), found).toString(encoding);
      if (before.replace(/[\s"]+$/, '').endsWith(fieldStart)) return findings.active('dde', at + found);
    }
  }
}

/** [MS-PPT] 2.4.11, VBAInfoAtom: its header; eight bytes on it says whether there are macros. */
const vbaInfo = Buffer.from([0x02, 0x00, 0x00, 0x04, 0x0c, 0x00, 0x00, 0x00]);
/** [MS-PPT] 2.3.2, CurrentUserAtom: its size, and the token of an encrypted document. */
const encryptedUser = Buffer.from([0x14, 0x00, 0x00, 0x00, 0xdf, 0xc4, 0xd1, 0xf3]);
/** [MS-PPT] 2.8.2, InteractiveInfoAtom: its header; eight bytes on it says that a click, or a look, runs a program. */
const interaction = Buffer.from([0x00, 0x00, 0xf3, 0x0f, 0x10, 0x00, 0x00, 0x00]);
const runsProgram = 2;

/** Presentations keep VBA inside of their one stream; the records that say so are found in what was read. */
function judgeSlides(file: FileView, findings: Findings): void {
  for (const { offset, bytes } of file.windows) {
    const macros = bytes.indexOf(vbaInfo);
    if (macros >= 0 && (bytes[macros + 12] ?? 0) !== 0) findings.active('macro', offset + macros);
    const locked = bytes.indexOf(encryptedUser);
    if (locked >= 0) findings.warn('protected', offset + locked, 'by a password');
    const run = bytes.indexOf(interaction);
    if (run >= 0 && bytes[run + 16] === runsProgram) findings.active('launch', offset + run);
  }
}

/** [MS-OLEDS] 2.3.6: files that were dropped on a document, with the names that they had. */
async function judgePackageStreams(
  file: FileView,
  sectors: CfbSectors,
  all: readonly CfbEntry[],
  findings: Findings,
): Promise<void> {
  const packages = all.filter(({ name }) => packageStream.test(name));
  if (packages.length === 0) return;
  // The short ones share sectors, somewhere in the file.
  for (const { offset, bytes } of [...file.windows]) judgePackages(bytes, offset, findings);
  const reads = file.allowance(4);
  for (const { sizeBytes, firstSector } of packages.slice(0, 16)) {
    if (sizeBytes < ownSectorsFrom) continue;
    const at = sectors.offsetOf(firstSector);
    const bytes = await reads.bytes(at, 2048);
    if (bytes) judgePackages(bytes, at, findings);
  }
}
