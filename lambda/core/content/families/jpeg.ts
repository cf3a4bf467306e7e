import { has, latin1, u16be } from '../bytes.js';
import type { FileView } from '../file-view.js';
import type { Findings } from '../finding.js';
import type { Anatomy, FormatFamily } from '../format.js';
import { scanEnd } from './jpeg-scan.js';

const readAheadBytes = 32 * 1024;
const startOfScan = 0xda;
const endOfImage = 0xd9;

const isApplicationOrComment = (marker: number): boolean =>
  marker === 0xfe || (marker >= 0xe0 && marker <= 0xef);
const isStandalone = (marker: number): boolean => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8);
/** SOF0 to SOF15 without DHT, JPG and DAC, which sit among them. */
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

/** JPEG (ITU-T T.81, annex B: marker segments up to the scan, entropy-coded data, end of image). */
export const jpeg: FormatFamily = {
  name: 'jpeg',

  recognise(head) {
    return has(head, 0, '\xff\xd8\xff') ? 'image/jpeg' : undefined;
  },

  async examine(file, _type, findings): Promise<Anatomy> {
    const segments = await walkSegments(file);
    const { width, height, promisesMore } = segments;
    const anatomy = {
      ...(width && height ? { width, height } : {}),
      companion: (trailing: Uint8Array) => companionOf(trailing, promisesMore),
    };
    if (segments.end !== undefined) return { ...anatomy, end: segments.end };
    if (segments.scanStart === undefined) {
      findings.warn('truncated', segments.at, 'no image data follows the JPEG segments');
      return anatomy;
    }
    return { ...anatomy, ...endOfScan(file, segments.scanStart, promisesMore, findings) };
  },
};

interface Segments {
  at: number;
  scanStart?: number;
  end?: number;
  width?: number;
  height?: number;
  /** A multi-picture index or motion-photo mark: the file says that more follows its first image. */
  promisesMore: boolean;
}

/** From segment to segment up to the scan. The whole of it is read: application data is where parasites live. */
async function walkSegments(file: FileView): Promise<Segments> {
  const steps = file.allowance(8);
  const seen: Segments = { at: 2, promisesMore: false };
  for (let count = 0; count < 400; count++) {
    const segment = await steps.bytes(seen.at, 10, readAheadBytes);
    if (!segment || segment.length < 4) return seen;
    if (segment[0] !== 0xff || segment[1] === 0xff) {
      // Fill bytes and up to 64 stray ones stand between segments of some writers.
      const skipped = await skipFill(file, seen.at);
      if (skipped === undefined) return seen;
      seen.at = skipped;
      continue;
    }
    const marker = segment[1] as number;
    if (marker === endOfImage) return { ...seen, end: seen.at + 2 };
    if (isStandalone(marker)) {
      seen.at += 2;
      continue;
    }
    if (marker === startOfScan) return { ...seen, scanStart: seen.at };
    if (isFrame(marker)) Object.assign(seen, { height: u16be(segment, 5), width: u16be(segment, 7) });
    const length = u16be(segment, 2);
    if (isApplicationOrComment(marker)) {
      const payload = await steps.bytes(seen.at + 4, Math.max(0, length - 2), readAheadBytes);
      if (payload && promises(marker, payload)) seen.promisesMore = true;
    }
    seen.at += 2 + length;
  }
  return seen;
}

async function skipFill(file: FileView, at: number): Promise<number | undefined> {
  const bytes = file.cached(at, Math.min(66, file.sizeBytes - at)) ?? Buffer.alloc(0);
  for (let skip = 0; skip < 64 && skip + 1 < bytes.length; skip++) {
    if (bytes[skip] === 0xff && bytes[skip + 1] !== 0xff && bytes[skip + 1] !== 0)
      return skip === 0 ? undefined : at + skip;
  }
  return undefined;
}

/** CIPA DC-007 (multi-picture format), Google motion photo and Ultra HDR gain map. */
function promises(marker: number, payload: Buffer): boolean {
  if (marker === 0xe2) return has(payload, 0, 'MPF\0');
  return marker === 0xe1 && /MotionPhoto|MicroVideo|hdrgm:|hdr-gain-map/.test(latin1(payload, 0, 4096));
}

function companionOf(trailing: Uint8Array, promisesMore: boolean): string | undefined {
  if (has(trailing, 0, '\xff\xd8')) return 'a second JPEG image';
  if (has(trailing, 4, 'ftyp')) return 'a video';
  return promisesMore ? 'the image or video that the file announces' : undefined;
}

/** The first end-of-image mark in the tail, provided that all before it there can be image data. */
function endOfScan(file: FileView, scanStart: number, promisesMore: boolean, findings: Findings): Anatomy {
  const { tail, tailOffset } = file;
  const seesStart = scanStart >= tailOffset;
  const from = seesStart ? scanStart - tailOffset + 2 + u16be(tail, scanStart - tailOffset + 2) : 0;
  const scan = scanEnd(tail, from, seesStart);
  if (scan.outcome === 'end') return { end: tailOffset + scan.at };
  if (seesStart) {
    findings.warn('truncated', file.sizeBytes, 'no end-of-image mark');
    return {};
  }
  const excused = promisesMore || has(tail, tail.length - 4, 'SEFT');
  if (scan.outcome === 'not-scan-data' || scan.markers < 32) {
    const seen = 'the last bytes are not JPEG image data';
    if (excused) findings.warn('ending-missing', tailOffset + scan.at, seen);
    else findings.refuse('ending-missing', tailOffset + scan.at, seen);
  } else findings.warn('truncated', file.sizeBytes, 'no end-of-image mark');
  return {};
}
