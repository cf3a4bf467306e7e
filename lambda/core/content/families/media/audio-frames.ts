import { has } from '../../reading/bytes.js';
import type { Allowance, FileView } from '../../reading/file-view.js';
import type { Findings } from '../../evidence/finding.js';
import type { Anatomy, Region } from '../../evidence/format.js';
import { startOfTags } from './audio-tags.js';
import { pictureBehind } from './picture-behind.js';

/** Several frames of any bit rate fit in. */
const windowBytes = 16 * 1024;
/** Damaged frames and tags in between are rare: this much of any long piece of a stream is frames. */
const leastShare = 0.5;
/** The longest frame of AAC has 8 KiB; three of them in a row are no chance. */
const leastTellingBytes = 16 * 1024;
/** Two of them in most streams. */
const openingBytesWanted = 2 * 1024;

/** The first of the eleven or twelve bits that begin a frame of MPEG audio. */
const mpegSync = 0xff;

/** One frame, as its header describes it. */
export interface AudioFrame {
  readonly bytes: number;
  /** The header's bits that stay the same throughout a stream. */
  readonly stream: number;
}

/** The frame whose header stands at `at`; undefined when those bytes are none. */
export interface FrameReader {
  (b: Buffer, at: number): AudioFrame | undefined;
  /** The first byte of every header. @default 0xff */
  readonly sync?: number;
}

interface Run {
  readonly start: number;
  /** Behind the last frame, which may be cut by the end of the bytes. */
  readonly end: number;
  readonly frames: number;
  readonly stream: number;
  readonly isCut: boolean;
}

/** Frames side by side from `start` on, all of one stream. */
function runAt(b: Buffer, start: number, read: FrameReader, most = Infinity): Run | undefined {
  const first = read(b, start);
  if (!first) return undefined;
  let frames = 0;
  let at = start;
  while (frames < most) {
    const frame = read(b, at);
    if (!frame || frame.stream !== first.stream) break;
    frames++;
    at += frame.bytes;
  }
  return { start, end: Math.min(at, b.length), frames, stream: first.stream, isCut: at > b.length };
}

/** One header is no chance only if its frame is all the sound that there is, and whole. */
const isProof = ({ start, end, frames, isCut }: Run, soundBytes: number): boolean =>
  frames >= 2 || (!isCut && end - start === soundBytes);

const tagMarks = ['TAG', 'APETAGEX', 'LYRICSBEGIN', '3DI'];

/** Does a stream begin at `start`? Two frames in a row, or a single one up to the tags or the end of the file. */
export function beginsWithFrames(head: Buffer, start: number, sizeBytes: number, read: FrameReader): boolean {
  const run = runAt(head, start, read, 4);
  if (!run || run.frames >= 2) return run !== undefined;
  return !run.isCut && (run.end === sizeBytes || tagMarks.some((mark) => has(head, run.end, mark)));
}

/** Where sound begins that a player finds in bytes of any kind: `frames` in a row; -1 without any. */
export function soundAt(b: Buffer, read: FrameReader, frames: number): number {
  const { sync = mpegSync } = read;
  for (let at = b.indexOf(sync); at >= 0; at = b.indexOf(sync, at + 1)) {
    const run = runAt(b, at, read, frames);
    if (run && run.frames >= frames && !run.isCut) return at;
  }
  return -1;
}

/** The first run from `from` on that chance does not explain: two frames of the known stream, or three of any. */
function findRun(b: Buffer, from: number, read: FrameReader, stream?: number): Run | undefined {
  const { sync = mpegSync } = read;
  for (let at = b.indexOf(sync, from); at >= 0; at = b.indexOf(sync, at + 1)) {
    if (stream !== undefined && read(b, at)?.stream !== stream) continue;
    const run = runAt(b, at, read);
    if (run && run.frames >= (stream === undefined ? 3 : 2)) return run;
  }
  return undefined;
}

function lastRun(b: Buffer, read: FrameReader, stream?: number): Run | undefined {
  let last: Run | undefined;
  for (let run = findRun(b, 0, read, stream); run; run = findRun(b, run.end, read, stream)) last = run;
  return last;
}

/**
 * Sound as a bare stream of frames from `start` on, with tags behind it. The frames in the last bytes before the
 * tags are found by their chain, and show where the sound ends.
 */
export async function examineFrames(
  file: FileView,
  start: number,
  read: FrameReader,
  findings: Findings,
): Promise<Anatomy> {
  const steps = file.allowance(6);
  const tags = await startOfTags(steps, file.sizeBytes);
  const freeForm: Region[] = [
    { start: 0, end: start },
    { start: tags, end: file.sizeBytes },
  ];
  const opening = await openingBytes(file, steps, start, tags);
  const first = runAt(opening, 0, read, 4) ?? findRun(opening, 0, read);
  const closing = await closingBytes(file, steps, start, tags);
  const isShort = closing.offset === start;
  const run =
    lastRun(closing.bytes, read, first?.stream) ??
    lastRun(closing.bytes, read) ??
    (isShort ? first : undefined);
  // Frames in the middle of something else, such as a film, are not the sound that the file is.
  const isElsewhere = isShort && !runAt(opening, 0, read) && framesShare(closing.bytes, read) < leastShare;
  const isProven = !isElsewhere && [first, run].some((frames) => frames && isProof(frames, tags - start));
  const unitAt = isProven ? start : undefined;
  if (!run || unitAt === undefined) {
    if (!isShort) findings.refuse('ending-missing', closing.offset, 'no frames of sound');
    return { unitAt: undefined };
  }
  if (!isShort && framesShare(closing.bytes, read) < leastShare) {
    findings.refuse('ending-missing', closing.offset, 'what stands before the last frames is no sound');
    return { unitAt, freeForm };
  }
  const end = closing.offset + run.end;
  const middle = {
    from: start,
    fits: (bytes: Buffer) =>
      framesShare(bytes, read) >= leastShare || (bytes.length < leastTellingBytes && 'more'),
  };
  return { unitAt, freeForm, middle, end: end >= tags ? file.sizeBytes : end, secondFile: pictureBehind };
}

/** How much of `b` is taken by frames, of whatever stream: songs that were joined differ in it. */
function framesShare(b: Buffer, read: FrameReader): number {
  let bytes = 0;
  for (let run = findRun(b, 0, read); run; run = findRun(b, run.end, read)) bytes += run.end - run.start;
  return bytes / b.length;
}

/** The first frames: out of the head, unless a tag fills it. */
async function openingBytes(file: FileView, steps: Allowance, start: number, tags: number): Promise<Buffer> {
  const inHead = file.head.length - start;
  const wanted = inHead >= openingBytesWanted ? inHead : windowBytes;
  return (await steps.bytes(start, Math.min(wanted, tags - start))) ?? Buffer.alloc(0);
}

/** The last bytes before the tags, none before `start`. */
async function closingBytes(
  file: FileView,
  steps: Allowance,
  start: number,
  tags: number,
): Promise<{ offset: number; bytes: Buffer }> {
  let offset = Math.max(start, file.tailOffset);
  // A cover picture in the tags can fill the tail.
  if (tags - offset < windowBytes) offset = Math.max(start, Math.min(offset, tags - windowBytes));
  return { offset, bytes: (await steps.bytes(offset, tags - offset)) ?? Buffer.alloc(0) };
}
