import { has, u16le, u32le } from '../../reading/bytes.js';
import type { FileView } from '../../reading/file-view.js';
import type { FormatFamily } from '../../evidence/format.js';

const headerBytes = 64;
const pageBytes = 512;
const newKinds = ['PE\0\0', 'NE', 'LE\0\0', 'LX\0\0', 'W3', 'W4'];
const paragraphBytes = 16;

/** What a loader of Windows follows from offset 60, or else a header of DOS: pages, the last one's bytes, its own length. */
async function isProgram(file: FileView): Promise<boolean> {
  const { head, sizeBytes } = file;
  const start = await file.bytes(u32le(head, 60), 4);
  if (head.length >= headerBytes && newKinds.some((kind) => has(start, 0, kind))) return true;
  const [lastPage, pages, paragraphs] = [u16le(head, 2), u16le(head, 4), u16le(head, 8)];
  const isSize = lastPage < pageBytes && pages > 0 && pages * pageBytes <= sizeBytes + pageBytes;
  const [relocations, least, most, relocationsAt] = [6, 10, 12, 24].map((at) => u16le(head, at)) as [
    number,
    number,
    number,
    number,
  ];
  const isHeader = paragraphs >= 2 && paragraphs * paragraphBytes <= sizeBytes && least <= most;
  const areRelocations = relocations === 0 || relocationsAt + relocations * 4 <= paragraphs * paragraphBytes;
  return isSize && isHeader && areRelocations && startsInside(head, pages, paragraphs);
}

/** The first instruction lies in what is loaded; the stack may lie in the memory that the header requests behind it. */
function startsInside(head: Buffer, pages: number, paragraphs: number): boolean {
  const loaded = pages * pageBytes - paragraphs * paragraphBytes;
  const [stack, least, entry, segment] = [14, 10, 20, 22].map((at) => u16le(head, at)) as [
    number,
    number,
    number,
    number,
  ];
  // Programs that are called with a prefix in front of them start below their first segment.
  const start = ((segment << 16) >> 16) * paragraphBytes + entry;
  return start >= 0 && start < loaded && stack * paragraphBytes <= loaded + (least + 1) * paragraphBytes;
}

/** Programs of DOS and Windows (Microsoft PE Format; `ZM` is the old spelling that DOS accepts too). */
export const pe: FormatFamily = {
  name: 'pe',
  unit: 'a header of a program',
  recognise: (head) => (has(head, 0, 'MZ') || has(head, 0, 'ZM') ? 'application/x-msdownload' : undefined),
  examine: async (file) => ({ unitAt: (await isProgram(file)) ? 0 : undefined, scan: 'none' }),
};
