import { has, latin1, u16be, u32be } from '../../reading/bytes.js';
import type { FileView } from '../../reading/file-view.js';
import type { Findings } from '../../evidence/finding.js';
import type { Anatomy, FormatFamily, Region } from '../../evidence/format.js';

const tableEntryBytes = 16;
const directoryHeaderBytes = 12;
/** The longest directories of known fonts have some forty tables. */
const tableCap = 256;
const fontsInCollectionCap = 64;
/** Tables stand on multiples of four bytes; more room than this between them may hold anything. */
const gapBytes = 16;
/** A name is text, and these hold what the maker likes. */
const freeTables = new Set(['name', 'meta', 'DSIG', 'FFTM', 'PfEd', 'TeX ', 'BDF ', 'FSTM']);
const isTableName = (name: string): boolean => /^[\x20-\x7e]{4}$/.test(name);

/** TrueType and OpenType fonts and collections (OpenType 1.9.1, "Organization of an OpenType Font"). */
export const sfnt: FormatFamily = {
  name: 'sfnt',
  unit: 'a table of a font',

  recognise(head) {
    if (has(head, 0, 'ttcf\0')) return 'font/ttf';
    if (!isTableName(latin1(head, 12, 16)) || u16be(head, 4) === 0 || u16be(head, 4) > tableCap)
      return undefined;
    if (has(head, 0, 'OTTO')) return 'font/otf';
    return has(head, 0, '\0\x01\0\0') || has(head, 0, 'true') || has(head, 0, 'typ1')
      ? 'font/ttf'
      : undefined;
  },

  async examine(file, type, findings): Promise<Anatomy> {
    const tables = await readTables(file);
    const end = Math.max(...tables.map((table) => table.end));
    // RFC 8081, 4.4.3: a font with TrueType outlines may be called font/otf too.
    const aliases = type === 'font/ttf' ? ['font/otf'] : [];
    if (!tables.some((table) => table.name !== '')) {
      findings.refuse('structure-broken', 0, 'the font has no table directory');
      return { unitAt: undefined, aliases };
    }
    if (end > file.sizeBytes)
      findings.warn('truncated', file.sizeBytes, `the last font table ends at ${end}`);
    const padded = Math.min(file.sizeBytes, end + (-end & 3));
    const unitAt = firstTable(tables, file.sizeBytes);
    return { unitAt, aliases, end: padded, freeForm: freeRegions(tables, file.sizeBytes, findings) };
  },
};

/** Of each of these a font has one ("Required Tables", the outlines, and what bitmap fonts of Apple have instead). */
const requiredTables = new Set([
  'cmap',
  'head',
  'hhea',
  'hmtx',
  'maxp',
  'name',
  'OS/2',
  'post',
  'glyf',
  'loca',
  'CFF ',
  'CFF2',
  'bhed',
  'bdat',
]);

/** A table that every font has, behind the directory that names it, and begins in the file. */
const firstTable = (tables: readonly Table[], sizeBytes: number): number | undefined =>
  tables.every(({ name }) => name === '' || isTableName(name))
    ? tables.find(
        ({ name, start, end }) => requiredTables.has(name) && start >= 28 && start < sizeBytes && end > start,
      )?.start
    : undefined;

interface Table extends Region {
  readonly name: string;
}

/** The tables of all fonts in the file, and the directories themselves. */
async function readTables(file: FileView): Promise<Table[]> {
  const steps = file.allowance(6);
  const tables: Table[] = [];
  for (const offset of directoryOffsets(file.head, tables)) {
    const header = await steps.bytes(offset, directoryHeaderBytes, 1024);
    const count = Math.min(tableCap, u16be(header ?? Buffer.alloc(0), 4));
    const directoryEnd = offset + directoryHeaderBytes + count * tableEntryBytes;
    const directory = await steps.bytes(offset, directoryEnd - offset);
    if (!directory || count === 0) continue;
    tables.push({ name: '', start: offset, end: directoryEnd });
    for (let at = directoryHeaderBytes; at + tableEntryBytes <= directory.length; at += tableEntryBytes) {
      const start = u32be(directory, at + 8);
      tables.push({ name: latin1(directory, at, at + 4), start, end: start + u32be(directory, at + 12) });
    }
  }
  return tables;
}

/** One font, or the fonts of a collection ("Font Collections": a list of offsets, and from version 2 a signature). */
function directoryOffsets(head: Buffer, tables: Table[]): number[] {
  if (!has(head, 0, 'ttcf')) return [0];
  const fonts = u32be(head, 8);
  const headerEnd = 12 + 4 * fonts;
  if (has(head, headerEnd, 'DSIG')) {
    const start = u32be(head, headerEnd + 8);
    tables.push({ name: 'DSIG', start, end: start + u32be(head, headerEnd + 4) });
  }
  tables.push({ name: '', start: 0, end: headerEnd });
  const offsets = Array.from({ length: Math.min(fonts, fontsInCollectionCap) }, (_, i) =>
    u32be(head, 12 + 4 * i),
  );
  return offsets.filter((offset) => offset >= headerEnd);
}

/** Tables of free content, and room between tables that belongs to none. */
function freeRegions(tables: readonly Table[], sizeBytes: number, findings: Findings): Region[] {
  const regions: Region[] = tables.filter((table) => freeTables.has(table.name));
  let covered = 0;
  for (const { start, end } of [...tables].sort((a, b) => a.start - b.start)) {
    if (start - covered > gapBytes && start <= sizeBytes) {
      regions.unshift({ start: covered, end: start });
      findings.warn(
        'structure-odd',
        covered,
        `${start - covered} bytes between the font tables belong to none`,
      );
    }
    covered = Math.max(covered, end);
  }
  return regions;
}
