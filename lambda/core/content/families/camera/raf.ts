import { has, u16be, u32be } from '../../reading/bytes.js';
import type { FileView } from '../../reading/file-view.js';
import type { Anatomy, FormatFamily, Region } from '../../evidence/format.js';

const mark = 'FUJIFILMCCD-RAW ';
/** Offset and length of the preview, of the header of the sensor's data, and of that data. */
const directoryAt = 84;
const parts = 3;

/** Raw photos of Fujifilm (ExifTool, "FujiFilm RAF"; LibRaw, `parse_fuji`): a directory of three parts. */
export const raf: FormatFamily = {
  name: 'raf',
  unit: 'a preview and data of the sensor',
  recognise: (head) => (has(head, 0, mark) ? 'image/x-fuji-raf' : undefined),

  async examine(file, _type, findings): Promise<Anatomy> {
    const regions = partsOf(file.head);
    const [preview, sensor] = regions;
    if (!preview || !sensor || preview.start < 100) return { unitAt: undefined };
    const begins = has(await file.bytes(preview.start, 3), 0, '\xff\xd8\xff');
    if (!begins || !regions.some(({ end }) => end > preview.end)) return { unitAt: undefined };
    const end = Math.max(...regions.map((region) => region.end));
    if (end > file.sizeBytes) findings.warn('truncated', file.sizeBytes, `the photo reaches up to ${end}`);
    return {
      ...(await sizeOf(file, sensor)),
      unitAt: preview.start,
      freeForm: [{ start: 16, end: preview.start }],
      end: Math.min(end, file.sizeBytes),
    };
  },
};

const partsOf = (head: Buffer): Region[] =>
  Array.from({ length: parts }, (_, i) => {
    const start = u32be(head, directoryAt + i * 8);
    return { start, end: start + u32be(head, directoryAt + i * 8 + 4) };
  });

const fullSize = 0x100;
const mostRecords = 256;

/** The header of the sensor's data: records of a number and a length, the first of which is its size. */
async function sizeOf(file: FileView, { start }: Region): Promise<Pick<Anatomy, 'width' | 'height'>> {
  const bytes = await file.bytes(start, 4096);
  let at = 4;
  for (let left = Math.min(u32be(bytes, 0), mostRecords); left > 0 && at + 8 <= bytes.length; left--) {
    if (u16be(bytes, at) === fullSize) return { height: u16be(bytes, at + 4), width: u16be(bytes, at + 6) };
    at += 4 + u16be(bytes, at + 2);
  }
  return {};
}
