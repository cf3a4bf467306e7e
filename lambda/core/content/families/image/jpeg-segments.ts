import { u16be } from '../../reading/bytes.js';
import type { Allowance, FileView } from '../../reading/file-view.js';
import { noteAnnouncement, type Announcement } from './jpeg-announcement.js';
import type { CodingSegments } from './jpeg-huffman.js';

/** Metadata is read whole up to here; of what follows (profiles of printers) only the headers. */
const readWholeBytes = 256 * 1024;
/** Headers follow one another; a payload is read with the headers behind it. */
const headersBytes = 16 * 1024;
const behindPayloadBytes = 4 * 1024;
/** Profiles and long XMP are cut into segments of one length, as long as a segment can be. */
const runSegmentBytes = 16 * 1024;
const mostSegments = 400;

const marker = {
  startOfScan: 0xda,
  startOfImage: 0xd8,
  endOfImage: 0xd9,
  huffmanTables: 0xc4,
  hierarchical: 0xde,
  comment: 0xfe,
};

const isApplicationOrComment = (kind: number): boolean =>
  kind === marker.comment || (kind >= 0xe0 && kind <= 0xef);
const isStandalone = (kind: number): boolean => kind === 0x01 || (kind >= 0xd0 && kind <= 0xd7);
/** SOF0 to SOF15 without DHT, JPG and DAC, which sit among them. */
export const isFrame = (kind: number): boolean =>
  kind >= 0xc0 && kind <= 0xcf && kind !== 0xc4 && kind !== 0xc8 && kind !== 0xcc;

/** What stands in front of the image data. */
export interface Segments {
  /** Where the walk stopped. */
  at: number;
  /** `scan`: at the header of the first scan. `end`: there is no scan. `unread`: more metadata than may be walked. */
  outcome: 'scan' | 'end' | 'unread' | 'broken';
  /** Bytes that are no segment stand between two of them. */
  hasStrays?: boolean;
  width?: number;
  height?: number;
  readonly announced: Announcement;
  readonly coding: CodingSegments;
}

/** From segment to segment up to the scan. The whole of it is read: application data is where parasites live. */
export async function walkSegments(file: FileView): Promise<Segments> {
  const steps = file.allowance(14);
  const seen: Segments = { at: 2, outcome: 'broken', announced: {}, coding: { tables: [] } };
  let before: Buffer = Buffer.alloc(4);
  for (let count = 0; count < mostSegments; count++) {
    const readsWhole = seen.at < readWholeBytes;
    const segment = await steps.bytes(seen.at, 10, readsWhole ? headersBytes : behindPayloadBytes);
    if (!segment) return { ...seen, outcome: 'unread' };
    if (segment.length < 4) return seen;
    const kind = segment[1] as number;
    if (segment[0] !== 0xff || kind === 0xff || kind === 0) {
      const skipped = skipFill(file, seen.at);
      if (skipped === undefined) return seen;
      if (segment[0] !== 0xff) seen.hasStrays = true;
      seen.at = skipped;
      continue;
    }
    if (kind === marker.endOfImage) return { ...seen, outcome: 'end' };
    // Another image; decoders end here (libjpeg, JERR_SOI_DUPLICATE).
    if (kind === marker.startOfImage) return seen;
    if (isStandalone(kind)) {
      seen.at += 2;
      continue;
    }
    const length = u16be(segment, 2);
    await noteCoding(steps, seen, kind, length);
    if (kind === marker.startOfScan) return { ...seen, outcome: 'scan' };
    if (isFrame(kind)) Object.assign(seen, { height: u16be(segment, 5), width: u16be(segment, 7) });
    if (isApplicationOrComment(kind) && readsWhole) {
      const payload = await steps.bytes(seen.at + 4, Math.max(0, length - 2), length + behindPayloadBytes);
      if (payload) noteAnnouncement(kind, payload, seen.at + 4, seen.announced);
    }
    const header = segment.subarray(0, 4);
    const isInRun = length >= runSegmentBytes && header.equals(before);
    before = header;
    if (isInRun && !readsWhole) seen.at = await lastOfRun(file, steps, seen.at, header);
    seen.at += 2 + Math.max(2, length);
  }
  return { ...seen, outcome: 'unread' };
}

/**
 * Where the image data begins: behind the header of a scan, whose components are some of those of the frame in front
 * of it (T.81, B.2.2 and B.2.3). `undefined` where either isn't there, or nothing follows them.
 */
export function scanAt(
  { at, outcome, coding: { frame, scan } }: Segments,
  sizeBytes: number,
): number | undefined {
  const components = frame?.[9] ?? 0;
  const scanned = scan?.[4] ?? 0;
  const isFrameHeader = components > 0 && u16be(frame ?? Buffer.alloc(0), 2) === 8 + 3 * components;
  const isScanHeader =
    scanned > 0 && scanned <= components && u16be(scan ?? Buffer.alloc(0), 2) === 6 + 2 * scanned;
  const dataAt = at + 2 + 6 + 2 * scanned;
  return outcome === 'scan' && isFrameHeader && isScanHeader && dataAt < sizeBytes ? at : undefined;
}

/** Segments of coding are short, so that most were read with the headers. */
async function noteCoding(
  steps: Allowance,
  { at, coding }: Segments,
  kind: number,
  length: number,
): Promise<void> {
  const isCoding =
    kind === marker.huffmanTables ||
    kind === marker.startOfScan ||
    kind === marker.hierarchical ||
    isFrame(kind);
  const whole = isCoding ? await steps.bytes(at, 2 + length) : undefined;
  if (whole?.length !== 2 + length) return;
  if (kind === marker.huffmanTables) coding.tables.push(whole);
  if (kind === marker.startOfScan) coding.scan = whole;
  if (kind === marker.hierarchical) coding.isHierarchical = true;
  if (isFrame(kind)) coding.frame = whole;
}

/** The last segment of a run that have one marker and one length, by halving. */
async function lastOfRun(file: FileView, steps: Allowance, from: number, header: Buffer): Promise<number> {
  const stride = 2 + u16be(header, 2);
  let low = 0;
  let high = Math.ceil((file.sizeBytes - from) / stride);
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    const bytes = await steps.bytes(from + middle * stride, header.length);
    if (!bytes) break;
    if (bytes.equals(header)) low = middle;
    else high = middle;
  }
  return from + low * stride;
}

/** Fill bytes (T.81, B.1.1.2) and, with some writers, up to 64 stray ones stand between segments. */
function skipFill(file: FileView, at: number): number | undefined {
  const bytes = file.cached(at, Math.min(66, file.sizeBytes - at)) ?? Buffer.alloc(0);
  for (let skip = 1; skip + 1 < bytes.length; skip++) {
    if (bytes[skip] === 0xff && bytes[skip + 1] !== 0xff && bytes[skip + 1] !== 0) return at + skip;
  }
  return undefined;
}
