import { inflateSync, constants } from 'node:zlib';
import { latin1 } from '../../reading/bytes.js';
import type { FileView } from '../../reading/file-view.js';

/** Objects of a PDF as text, with names as they are meant, and where they stand in the file. */
export interface PdfText {
  readonly text: string;
  /** Of a character of `text`, its offset in the file; of what was packed, that of the stream. */
  offsetOf(index: number): number;
}

const mostStreams = 48;
const mostUnpacked = 2 * 1024 * 1024;
const mostOfStream = 512 * 1024;
/** Native code looks at so many bytes in the time of a step. */
const bytesPerStep = 32;
/** The dictionary before a stream. */
const dictionaryBytes = 1024;

/** ISO 32000-1, 7.3.5: `#` and two digits stand for a character of a name. */
export function decodeNames(raw: string): { text: string; offsetOf: (index: number) => number } {
  if (!raw.includes('#')) return { text: raw, offsetOf: (index) => index };
  const places: number[] = [];
  const text = raw.replace(/#([\da-f]{2})/gi, (_, code: string, at: number) => {
    // In the text, each code before it is two characters shorter.
    places.push(at - 2 * places.length);
    return String.fromCharCode(parseInt(code, 16));
  });
  return { text, offsetOf: (index) => index + 2 * countBelow(places, index) };
}

/** How many of these rising numbers are less than `limit`. */
function countBelow(numbers: readonly number[], limit: number): number {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? 0) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** All that was read of a file, and the object streams in it (ISO 32000-1, 7.5.7). */
export async function pdfTexts(file: FileView): Promise<readonly PdfText[]> {
  const texts: PdfText[] = [];
  const seen = new Set<number>();
  let left = mostUnpacked;
  const reads = file.allowance(6);
  // Reading a stream adds a window, which is not searched again.
  for (const { offset, bytes } of [...file.windows]) {
    const raw = latin1(bytes);
    file.work.spend(Math.ceil(raw.length / bytesPerStep), offset);
    const { text, offsetOf } = decodeNames(raw);
    texts.push({ text, offsetOf: (index) => offset + offsetOf(index) });
    for (const { start, length } of markedStreams(text, 'ObjStm', offsetOf)) {
      const at = offset + start;
      if (seen.has(at) || seen.size >= mostStreams || left <= 0) continue;
      seen.add(at);
      const packed = await reads.bytes(at, Math.min(length, mostOfStream));
      const unpacked = packed && unpack(packed, left);
      if (!unpacked) continue;
      left -= unpacked.length;
      file.work.spend(Math.ceil(unpacked.length / bytesPerStep), at);
      texts.push({ text: decodeNames(unpacked).text, offsetOf: () => at });
    }
  }
  return texts;
}

/**
 * Where the data of streams begin whose dictionaries hold a name, and their length if it is stated there.
 * @param offsetOf of a character of the text, whose names are decoded, in the file
 */
export function* markedStreams(
  text: string,
  name: string,
  offsetOf: (index: number) => number,
): Generator<{ start: number; length: number }> {
  let end = 0;
  let mark = 0;
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length)) {
    if (mark < at) mark = text.indexOf('stream', at);
    if (mark < 0) return;
    if (mark - at > dictionaryBytes) continue;
    const before = text.slice(Math.max(0, at - dictionaryBytes), at);
    const dictionary = before.slice(Math.max(0, before.lastIndexOf('<<'))) + text.slice(at, mark);
    const stated = /\/Length\s+(\d{1,9})(?!\s+\d+\s+R)/.exec(dictionary)?.[1];
    const start = mark + 6 + (text.startsWith('\r\n', mark + 6) ? 2 : 1);
    // Searched for once behind where it was found last.
    if (end >= 0 && end < start) end = text.indexOf('endstream', start);
    const from = offsetOf(start);
    const length = stated === undefined ? offsetOf(end < 0 ? text.length : end) - from : Number(stated);
    if (length > 0) yield { start: from, length };
  }
}

/** Flate, the one filter that writers use for these; one without a filter is text itself. */
export function unpack(packed: Buffer, most: number): string | undefined {
  try {
    return latin1(
      inflateSync(packed, {
        finishFlush: constants.Z_SYNC_FLUSH,
        maxOutputLength: Math.min(most, mostOfStream),
      }),
    );
  } catch {
    return undefined;
  }
}
