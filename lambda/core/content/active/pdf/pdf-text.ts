import { latin1 } from '../../reading/bytes.js';
import type { FileView } from '../../reading/file-view.js';
import { unfiltered } from './pdf-filters.js';
import { readStructure, type PdfStream, type PdfStructure } from './pdf-structure.js';

/** Objects of a PDF, with places in the file; of what was packed, that of the stream. */
export type PdfText = PdfStructure;

/** What was found, and whether all that is packed could be read. */
export interface PdfTexts {
  readonly texts: readonly PdfText[];
  /** Where the first stream of objects begins that could not. */
  readonly unreadAt?: number | undefined;
}

const mostStreams = 64;
const mostUnpacked = 2 * 1024 * 1024;
const mostOfStream = 512 * 1024;
/** Native code looks at so many bytes in the time of a step. */
const bytesPerStep = 32;

/** All that was read of a file, and the object streams in it (ISO 32000-1, 7.5.7). */
export async function pdfTexts(file: FileView): Promise<PdfTexts> {
  const texts: PdfText[] = [];
  const packed = new PackedObjects(file);
  // Reading a stream adds a window, which is not searched again.
  for (const { offset, bytes } of [...file.windows]) {
    file.work.spend(bytes.length, offset);
    const text = readStructure(bytes, { offset, isCut: offset > 0 });
    texts.push(text);
    for (const stream of text.streams) {
      const found = holdsObjects(stream) ? await packed.read(stream) : undefined;
      if (found) texts.push(found);
    }
  }
  return { texts, unreadAt: packed.unreadAt };
}

/** By its type, which readers do not ask for, or by what they do ask for. */
const holdsObjects = ({ dictionary }: PdfStream): boolean =>
  (dictionary.includes('/ObjStm') && /\/ObjStm(?!\w)/.test(dictionary)) ||
  (dictionary.includes('/First') && /\/First[\s\0]*\d/.test(dictionary));

class PackedObjects {
  unreadAt: number | undefined;
  private readonly seen = new Set<number>();
  private readonly reads;
  private left: number;

  constructor(private readonly file: FileView) {
    this.reads = file.allowance(6);
    this.left = Math.max(mostUnpacked, file.bytesRead);
  }

  async read(stream: PdfStream): Promise<PdfText | undefined> {
    const at = stream.start;
    if (this.seen.has(at)) return undefined;
    this.seen.add(at);
    const length = Math.min(dataBytes(stream), this.file.sizeBytes - at);
    const isAffordable = this.seen.size < mostStreams && this.left > 0 && length <= mostOfStream;
    const packed = isAffordable ? await this.reads.bytes(at, length) : undefined;
    const unpacked = packed && unfiltered(packed, stream.dictionary, this.left);
    if (!unpacked) {
      this.unreadAt ??= at;
      return undefined;
    }
    this.left -= unpacked.length;
    this.file.work.spend(Math.ceil(unpacked.length / bytesPerStep), at);
    return packedText(unpacked, stream);
  }
}

/** A length may be wrong, and the end of a stream may stand in its data: the longer of the two. */
export function dataBytes({ dictionary, start, end }: PdfStream): number {
  const stated = Number(/\/Length\s+(\d{1,9})(?!\d|\s+\d+\s+R)/.exec(dictionary)?.[1] ?? 0);
  return Math.max(1, stated, (end ?? start) - start);
}

/** More objects in one stream are not distinguished. */
const mostObjects = 4096;

/** The objects of a stream, each from where the stream's header says that it begins (7.5.7). */
export function packedText(unpacked: Buffer, { dictionary, start }: PdfStream): PdfText {
  const objects = inObjects(unpacked, dictionary);
  const structure = readStructure(objects ?? unpacked, { isCut: objects === undefined });
  return { ...structure, streams: [], offsetOf: () => start };
}

/** As they stand outside of streams. Nothing where the header is none. */
function inObjects(unpacked: Buffer, dictionary: string): Buffer | undefined {
  const first = Number(/\/First[\s\0]+(\d{1,9})(?!\d|\s+\d+\s+R)/.exec(dictionary)?.[1] ?? 0);
  const header = latin1(unpacked, 0, first);
  const numbers = header.match(/\d+/g)?.map(Number) ?? [];
  if (/[^\d\s\0]/.test(header) || numbers.length < 2 || numbers.length > 2 * mostObjects) return undefined;
  const objects: { number: number; at: number }[] = [];
  for (let i = 0; i + 1 < numbers.length; i += 2)
    objects.push({ number: numbers[i] ?? 0, at: first + (numbers[i + 1] ?? 0) });
  objects.sort((a, b) => a.at - b.at);
  const pieces = [unpacked.subarray(first, objects[0]?.at)];
  objects.forEach(({ number, at }, i) => {
    pieces.push(Buffer.from(`\n${number} 0 obj `), unpacked.subarray(at, objects[i + 1]?.at));
  });
  return Buffer.concat(pieces);
}
