import { has, u16be, u32be } from '../../reading/bytes.js';
import { judgeArchiveAtEnd } from '../../evidence/archive-at-end.js';
import type { Anatomy, FormatFamily } from '../../evidence/format.js';

const pageStart = 100;
/** Leaf and interior page of a table. */
const tablePages = [0x0d, 0x05];
/** The number that a GeoPackage has as its application's (OGC 12-128r19, requirement 2). */
const geoPackage = ['GPKG', 'GP10', 'GP11'];

/** SQLite 3 databases (SQLite, "Database File Format", 1.3 and 1.6). */
export const sqlite: FormatFamily = {
  name: 'sqlite',
  unit: 'its first page',
  recognise: (head) => (has(head, 0, 'SQLite format 3\0') ? 'application/vnd.sqlite3' : undefined),

  examine(file, _type, findings): Anatomy {
    const { head, sizeBytes } = file;
    const pageBytes = u16be(head, 16) === 1 ? 65_536 : u16be(head, 16);
    const isPower = pageBytes >= 512 && (pageBytes & (pageBytes - 1)) === 0;
    // 1.3.3: these three fractions are the only ones that there are.
    const isHeader = isPower && has(head, 21, '\x40\x20\x20') && [1, 2].includes(head[18] ?? 0);
    if (!isHeader || !isPage(head, pageBytes)) return { unitAt: undefined };
    judgeArchiveAtEnd(file, findings);
    // 1.3.8: the number of pages is only valid if it was written by the last change.
    const pages = u32be(head, 24) === u32be(head, 92) ? u32be(head, 28) : 0;
    const end = pages > 0 ? pages * pageBytes : sizeBytes - (sizeBytes % pageBytes);
    if (end > sizeBytes) findings.warn('truncated', sizeBytes, `its pages reach up to ${end}`);
    const aliases = geoPackage.some((mark) => has(head, 68, mark)) ? ['application/geopackage+sqlite3'] : [];
    // Values may be files of any kind.
    return {
      unitAt: pageStart,
      aliases,
      end: Math.min(end, sizeBytes),
      scan: 'after-end',
      headerBytes: pageStart,
    };
  },
};

/** 1.6: the first page holds the schema: its kind, and cells that begin behind their pointers. */
function isPage(head: Buffer, pageBytes: number): boolean {
  const [cells, contentAt] = [u16be(head, pageStart + 3), u16be(head, pageStart + 5) || 65_536];
  return (
    tablePages.includes(head[pageStart] ?? 0) &&
    contentAt <= pageBytes &&
    contentAt >= pageStart + 8 + cells * 2 &&
    u16be(head, pageStart + 1) < pageBytes
  );
}
