import { has, u16be } from '../../reading/bytes.js';
import type { FileView } from '../../reading/file-view.js';
import type { Anatomy, FormatFamily } from '../../evidence/format.js';
import { noteAnnouncement, type Announcement } from './jpeg-announcement.js';
import { companionsEnd } from './jpeg-companions.js';
import { endOfScan } from './jpeg-scan.js';

/** Metadata is read whole up to here; of what follows (profiles of printers) only the headers. */
const readWholeBytes = 256 * 1024;
/** Headers follow one another; a payload is read with the headers behind it. */
const headersBytes = 16 * 1024;
const behindPayloadBytes = 4 * 1024;
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
    const { width, height, end, scanStart, at, announced } = await walkSegments(file);
    const anatomy = { ...(width && height ? { width, height } : {}), companion };
    if (end !== undefined) return { ...anatomy, end };
    if (scanStart === undefined) {
      findings.warn('truncated', at, 'no image data follows the JPEG segments');
      return anatomy;
    }
    const companions = await companionsEnd(file, scanStart, announced);
    if (companions) {
      findings.warn('trailing-companion', companions.start, companions.name);
      return { ...anatomy, end: companions.end };
    }
    return { ...anatomy, ...(await endOfScan(file, scanStart, findings)) };
  },
};

function companion(trailing: Uint8Array): string | undefined {
  if (has(trailing, 0, '\xff\xd8')) return 'a second JPEG image';
  return has(trailing, 4, 'ftyp') ? 'a video' : undefined;
}

interface Segments {
  at: number;
  scanStart?: number;
  end?: number;
  width?: number;
  height?: number;
  readonly announced: Announcement;
}

/** From segment to segment up to the scan. The whole of it is read: application data is where parasites live. */
async function walkSegments(file: FileView): Promise<Segments> {
  const steps = file.allowance(14);
  const seen: Segments = { at: 2, announced: {} };
  for (let count = 0; count < 400; count++) {
    const readsWhole = seen.at < readWholeBytes;
    const segment = await steps.bytes(seen.at, 10, readsWhole ? headersBytes : 10);
    // More metadata than may be walked: the image data lies somewhere behind it.
    if (!segment) return { ...seen, scanStart: seen.at };
    if (segment.length < 4) return seen;
    const marker = segment[1] as number;
    if (segment[0] !== 0xff || marker === 0xff || marker === 0) {
      const skipped = skipFill(file, seen.at);
      if (skipped === undefined) return seen;
      seen.at = skipped;
      continue;
    }
    if (marker === endOfImage) return { ...seen, end: seen.at + 2 };
    if (marker === startOfScan) return { ...seen, scanStart: seen.at };
    if (isStandalone(marker)) {
      seen.at += 2;
      continue;
    }
    const length = u16be(segment, 2);
    if (isFrame(marker)) Object.assign(seen, { height: u16be(segment, 5), width: u16be(segment, 7) });
    if (isApplicationOrComment(marker) && readsWhole) {
      const payload = await steps.bytes(seen.at + 4, Math.max(0, length - 2), length + behindPayloadBytes);
      if (payload) noteAnnouncement(marker, payload, seen.at + 4, seen.announced);
    }
    seen.at += 2 + Math.max(2, length);
  }
  return seen;
}

/** Fill bytes (T.81, B.1.1.2) and, with some writers, up to 64 stray ones stand between segments. */
function skipFill(file: FileView, at: number): number | undefined {
  const bytes = file.cached(at, Math.min(66, file.sizeBytes - at)) ?? Buffer.alloc(0);
  for (let skip = 1; skip + 1 < bytes.length; skip++) {
    if (bytes[skip] === 0xff && bytes[skip + 1] !== 0xff && bytes[skip + 1] !== 0) return at + skip;
  }
  return undefined;
}
