import { has, u16be, u24be } from '../../reading/bytes.js';
import type { Allowance, FileView } from '../../reading/file-view.js';
import type { Work } from '../../reading/work.js';
import type { Findings } from '../../evidence/finding.js';
import type { Anatomy, FormatFamily, Region } from '../../evidence/format.js';
import { startOfTags } from './audio-tags.js';
import { frameEnd, isFrameHeader } from './flac-frame.js';

const streamInfo = 0;
const seekTable = 3;
const mostBlocks = 128;
/** Frames of another kind than the first one that are followed to the end. */
const otherFrameTries = 16;
/** Of a last frame that is longer than the tail. */
const frameCap = 2560 * 1024;

/** FLAC (RFC 9639, section 6: a mark, metadata blocks, frames). */
export const flac: FormatFamily = {
  name: 'flac',
  unit: 'a frame',
  recognise: (head) => (has(head, 0, 'fLaC') ? 'audio/flac' : undefined),
  examine: (file, _type, findings) => examineFlac(file, 0, findings),
};

/** @param start of the mark `fLaC`: an ID3v2 tag may stand before it */
export async function examineFlac(file: FileView, start: number, findings: Findings): Promise<Anatomy> {
  const steps = file.allowance(10);
  const tags = await startOfTags(steps, file.sizeBytes);
  const metadata = await walkMetadata(steps, start + 4);
  const freeForm = [{ start: 0, end: start }, ...metadata.freeForm, { start: tags, end: file.sizeBytes }];
  if (metadata.end >= tags) return { unitAt: undefined };
  const first = await steps.bytes(metadata.end, 32);
  const end = first && (await endOfFrames(file, steps, { ...metadata, first }, tags));
  const unitAt = first && isFrameHeader(first, 0) ? metadata.end : undefined;
  if (end === undefined) {
    findings.refuse('ending-missing', Math.max(metadata.end, file.tailOffset), 'no FLAC frame');
    return { unitAt, freeForm };
  }
  if (end === 'cut') {
    findings.warn('truncated', tags, 'the last frame is not whole');
    return { unitAt, freeForm, end: file.sizeBytes };
  }
  const middle = {
    from: metadata.end,
    fits: (bytes: Buffer) =>
      hasFramesThroughout(bytes, bytes.length, metadata.mostFrameBytes) &&
      (bytes.length > metadata.mostFrameBytes || 'more'),
  };
  return { unitAt, freeForm, middle, end: end >= tags ? file.sizeBytes : end };
}

interface Metadata {
  readonly end: number;
  readonly freeForm: readonly Region[];
  /** No frame is longer. */
  readonly mostFrameBytes: number;
}

async function walkMetadata(steps: Allowance, from: number): Promise<Metadata> {
  const freeForm: Region[] = [];
  let mostFrameBytes = 0;
  let at = from;
  for (let blocks = 0; blocks < mostBlocks; blocks++) {
    const header = await steps.bytes(at, 4);
    if (header?.length !== 4) break;
    const kind = (header[0] as number) & 0x7f;
    const end = at + 4 + u24be(header, 1);
    if (kind === streamInfo) {
      mostFrameBytes = longestFrame((await steps.bytes(at + 4, 18)) ?? Buffer.alloc(18));
    } else if (kind !== seekTable) freeForm.push({ start: at + 4, end });
    at = end;
    if (((header[0] as number) & 0x80) !== 0) break;
  }
  return { end: at, freeForm, mostFrameBytes };
}

/** Streams whose first block lies about their frames are played all the same, if it lies no more than this. */
const toleratedFrameBytes = 16 * 1024;

/** Of STREAMINFO (section 8.2): the longest frame as stated, but no longer than one that saves nothing. */
function longestFrame(info: Buffer): number {
  const channels = (((info[12] ?? 0) >> 1) & 7) + 1;
  const bits = ((u16be(info, 12) >> 4) & 31) + 1;
  // One bit more for the difference of two channels, headers, and its sum.
  const blockSize = u16be(info, 2) || 65_536;
  const verbatim = Math.ceil((blockSize * channels * (bits + 1)) / 8) + 64;
  return Math.max(toleratedFrameBytes, Math.min(u24be(info, 7) || verbatim, verbatim));
}

/** Up to `to`, does a frame begin in every stretch as long as a frame? Anything else has no such headers. */
function hasFramesThroughout(b: Buffer, to: number, mostFrameBytes: number): boolean {
  let last = 0;
  for (let at = b.indexOf(0xff); at >= 0 && at < to; at = b.indexOf(0xff, at + 1)) {
    if (!isFrameHeader(b, at)) continue;
    if (at - last > mostFrameBytes) return false;
    last = at;
  }
  return to - last <= mostFrameBytes;
}

/** The last frame before the tags, of the same stream as the first, and where its CRC says that it ends. */
async function endOfFrames(
  file: FileView,
  steps: Allowance,
  { end: start, mostFrameBytes, first }: Metadata & { readonly first: Buffer },
  tags: number,
): Promise<number | 'cut' | undefined> {
  const reaches = [file.tail.length - (file.sizeBytes - tags), Math.min(frameCap, mostFrameBytes + 1024)];
  for (const reach of reaches) {
    const from = Math.max(start, tags - reach);
    const bytes = reach > 16 ? await steps.bytes(from, tags - from) : undefined;
    const last = bytes && lastFrame(bytes, first, file.work);
    if (!last) continue;
    if (!hasFramesThroughout(bytes, last.at, mostFrameBytes)) return undefined;
    if (last.end !== undefined) return from + last.end;
    // A frame that is cut has no end; more than a frame of other bytes behind its header is something else.
    return bytes.length - last.at <= Math.max(mostFrameBytes, 16 * 1024) ? 'cut' : from + last.at;
  }
  return undefined;
}

/**
 * Blocking strategy, sample rate and sample size are those of the first frame. A stream may change these, but then
 * the frame has to end with the bytes.
 */
function lastFrame(
  b: Buffer,
  first: Buffer,
  work: Work,
): { at: number; end: number | undefined } | undefined {
  let tries = 0;
  for (let at = b.lastIndexOf(0xff); at >= 0; at = at === 0 ? -1 : b.lastIndexOf(0xff, at - 1)) {
    if (!isFrameHeader(b, at)) continue;
    const isOfStream =
      b[at + 1] === first[1] &&
      (((b[at + 2] ?? 0) ^ (first[2] ?? 0)) & 0x0f) === 0 &&
      (((b[at + 3] ?? 0) ^ (first[3] ?? 0)) & 0x0e) === 0;
    if (!isOfStream && ++tries > otherFrameTries) continue;
    work.spend(b.length - at, at);
    const end = frameEnd(b, at);
    if (isOfStream || end === b.length) return { at, end };
  }
  return undefined;
}
