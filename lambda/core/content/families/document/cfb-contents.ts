import { u16le } from '../../reading/bytes.js';
import type { FileView } from '../../reading/file-view.js';
import type { CfbDirectory, CfbEntry } from './cfb-directory.js';
import type { CfbSectors } from './cfb-sectors.js';

const word = 'application/msword';
const excel = 'application/vnd.ms-excel';
const powerPoint = 'application/vnd.ms-powerpoint';

/** By a stream at the top. The first that fits counts: old presentations hold a sheet's stream too. */
const streams: readonly [RegExp, string][] = [
  [/^EncryptedPackage$/i, 'application/x-encrypted-ooxml'],
  [/^(__properties_version|__nameid|__substg)/i, 'application/vnd.ms-outlook'],
  [/^(PP40|PP97_DUALSTORAGE)$/i, powerPoint],
  [/^WordDocument$/i, word],
  [/^PowerPoint Document$/i, powerPoint],
  [/^(Workbook|Book)$/i, excel],
  [/^VisioDocument$/i, 'application/vnd.visio'],
];

/** By the class of the root, if no stream decides: the installer's packages and patches, and the programs. */
const classes: readonly [RegExp, string][] = [
  [/^8[46]100c0000000000c000000000000046$/, 'application/x-msi'],
  [/^0[0-9a-f]090200/, word],
  [/^(1008|2008)0200/, excel],
  [/^108d8164/, powerPoint],
];

export function cfbType({ top, all, classId }: CfbDirectory): string {
  const [installer, ...programs] = classes;
  if (installer?.[0].test(classId)) return installer[1];
  const byStream = (entries: readonly CfbEntry[]) =>
    streams.find(([pattern]) => entries.some(({ name }) => pattern.test(name)))?.[1];
  return (
    byStream(top) ??
    programs.find(([pattern]) => pattern.test(classId))?.[1] ??
    byStream(all) ??
    'application/x-cfb'
  );
}

/** [MS-OVBA] 2.2.1: the storages of a VBA project, wherever they stand. */
const vbaStorage = /^(_VBA_PROJECT|VBA|Macros|_VBA_PROJECT_CUR|VBA_PROJECT)$/i;

export const hasVba = ({ all }: CfbDirectory): boolean => all.some(({ name }) => vbaStorage.test(name));

/** How much of a workbook is read: its list of sheets stands behind fonts and formats. */
const workbookBytes = 16 * 1024;
const record = { endOfSubstream: 0x0a, encryption: 0x2f, sheet: 0x85 } as const;
/** [MS-XLS] 2.4.28, BoundSheet8: sheets of Excel 4 macros, and modules of Visual Basic. */
const macroSheets = [0x01, 0x06];

/** Excel 4 macros need no VBA project: they are sheets of their own kind. Answers where the first one is named. */
export async function macroSheetAt(
  file: FileView,
  sectors: CfbSectors,
  { top }: CfbDirectory,
): Promise<number | undefined> {
  const workbook = top.find(({ name }) => /^(Workbook|Book)$/i.test(name));
  // Shorter streams share sectors; no workbook is as short as that.
  if (!workbook || workbook.sizeBytes < 4096) return undefined;
  const start = sectors.offsetOf(workbook.firstSector);
  const bytes = await file.bytes(start, Math.min(workbook.sizeBytes, workbookBytes));
  for (let at = 0; at + 4 <= bytes.length; at += 4 + u16le(bytes, at + 2)) {
    const kind = u16le(bytes, at);
    if (kind === record.endOfSubstream || kind === record.encryption) return undefined;
    if (kind === record.sheet && macroSheets.includes(bytes[at + 9] ?? 0)) return start + at;
  }
  return undefined;
}

/** [MS-PPT] 2.4.11, VBAInfoAtom: its header; eight bytes on it says whether there are macros. */
const vbaInfo = Buffer.from([0x02, 0x00, 0x00, 0x04, 0x0c, 0x00, 0x00, 0x00]);

/** Presentations keep VBA inside of their one stream; the record that says so is found in what was read. */
export function presentationMacrosAt(file: FileView): number | undefined {
  for (const { offset, bytes } of file.windows) {
    const at = bytes.indexOf(vbaInfo);
    if (at >= 0 && (bytes[at + 12] ?? 0) !== 0) return offset + at;
  }
  return undefined;
}
