import { fourCc, has, u16be, u32be } from '../../reading/bytes.js';
import type { FileView } from '../../reading/file-view.js';
import type { Anatomy, FormatFamily } from '../../evidence/format.js';

const forms = new Set(['DJVU', 'DJVM', 'DJVI', 'THUM']);
/** Magic and header of the form. */
const formStart = 4;
const firstChunk = 16;

/** Scanned pages (DjVu3 Specification, "IFF container"): a form of chunks behind `AT&T`. */
export const djvu: FormatFamily = {
  name: 'djvu',
  unit: 'a chunk of a page or directory',
  recognise: (head) =>
    has(head, 0, 'AT&TFORM') && forms.has(fourCc(head, 12)) ? 'image/vnd.djvu' : undefined,

  async examine(file, _type, findings): Promise<Anatomy> {
    const { head, sizeBytes } = file;
    const isSingle = has(head, 12, 'DJVU');
    // A page begins with its size (at least eight bytes), a document with its directory.
    const isPage = isSingle && has(head, firstChunk, 'INFO') && u32be(head, 20) >= 5 && u32be(head, 20) <= 10;
    const isDocument = has(head, firstChunk, 'DIRM') && ((head[24] ?? 0) & 0x7f) === 1;
    if (!isPage && !isDocument) return { unitAt: undefined };
    const end = formStart + 8 + u32be(head, 8);
    if (end > sizeBytes) findings.warn('truncated', sizeBytes, `${end} bytes are stated`);
    return {
      ...(await sizeOf(file)),
      unitAt: firstChunk,
      end: Math.min(end, sizeBytes),
    };
  },
};

const directoryBytes = 64 * 1024;

/** Of the first page; of a document it stands behind its directory. */
async function sizeOf(file: FileView): Promise<Pick<Anatomy, 'width' | 'height'>> {
  const bytes = await file.bytes(0, directoryBytes);
  const at = bytes.indexOf('DJVUINFO');
  return at < 0 ? {} : { width: u16be(bytes, at + 12), height: u16be(bytes, at + 14) };
}
