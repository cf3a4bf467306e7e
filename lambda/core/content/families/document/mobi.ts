import { has, u16be, u32be } from '../../reading/bytes.js';
import type { FileView } from '../../reading/file-view.js';
import type { Anatomy, FormatFamily } from '../../evidence/format.js';

/** Type and creator in the header of a Palm database. */
const [kindAt, kind] = [60, 'BOOKMOBI'];
const recordListAt = 78;
/** A book for readers of the year 2011 and later (Kindle format 8). */
const kindleVersion = 8;

/** Books for Kindle (MobileRead, "MOBI" and "PDB"): a Palm database whose first record describes the book. */
export const mobi: FormatFamily = {
  name: 'mobi',
  unit: 'a first record that describes a book',
  recognise: (head) => (has(head, kindAt, kind) ? 'application/x-mobipocket-ebook' : undefined),

  async examine(file, _type, findings): Promise<Anatomy> {
    const { head, sizeBytes } = file;
    const records = u16be(head, 76);
    const first = u32be(head, recordListAt);
    const offsets = await file.bytes(recordListAt, records * 8);
    const last = u32be(offsets, (records - 1) * 8);
    if (records < 2 || first < recordListAt + records * 8 || first >= sizeBytes || !ascends(offsets))
      return { unitAt: undefined };
    const record = await file.bytes(first, 64);
    const packing = u16be(record, 0);
    // None, PalmDOC, HUFF/CDIC.
    if (![1, 2, 17480].includes(packing) || !has(record, 16, 'MOBI')) return { unitAt: undefined };
    if (u16be(record, 12) !== 0) findings.warn('protected', first + 12, 'by rights');
    if (last >= sizeBytes) findings.warn('truncated', sizeBytes, `its records begin up to ${last}`);
    const isKindle = u32be(record, 36) >= kindleVersion;
    return {
      type: isKindle ? 'application/vnd.amazon.mobi8-ebook' : 'application/x-mobipocket-ebook',
      unitAt: first,
      ...(await endOf(file, last)),
      // Its pages, and the sources that Amazon's own writer adds as an archive, in a record of that name.
      nests: () =>
        file.windows.some(({ bytes }) => bytes.includes('SRCS\0\0\0')) ? ['html', 'zip'] : ['html'],
    };
  },
};

/** Most writers close with a record of four bytes. */
const closing = '\xe9\x8e\r\n';

async function endOf(file: FileView, last: number): Promise<Pick<Anatomy, 'end' | 'isOpenEnded'>> {
  const isClosed = last < file.sizeBytes && has(await file.bytes(last, 4), 0, closing);
  return isClosed ? { end: last + closing.length } : { isOpenEnded: true };
}

function ascends(offsets: Buffer): boolean {
  for (let at = 8; at + 4 <= offsets.length; at += 8)
    if (u32be(offsets, at) < u32be(offsets, at - 8)) return false;
  return true;
}
