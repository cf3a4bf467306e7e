import { has, u32le, u64le } from '../../reading/bytes.js';
import type { Allowance, FileView } from '../../reading/file-view.js';
import type { Findings } from '../../evidence/finding.js';
import type { Anatomy, FormatFamily } from '../../evidence/format.js';
import { findGuests } from '../../evidence/guests.js';
import { guestNames } from '../../evidence/signatures.js';
import { judgeExpansion } from './expansion.js';
import { beginsWithLiterals, blockAt, blockCap } from './zstd-block.js';

const mark = '\x28\xb5\x2f\xfd';
/** RFC 8878 section 3.1.2: sixteen marks of skippable frames. */
const isSkippable = (b: Uint8Array, at: number): boolean =>
  ((b[at] ?? 0) & 0xf0) === 0x50 && has(b, at + 1, '\x2a\x4d\x18');
/** Blocks and frames that are followed; empty ones are short, so reads don't bound them. */
const stepCap = 4096;
const freeFrameBytes = 64 * 1024;
const contentSizeBytes = [0, 2, 4, 8];

/** Content that can't be compressed stands in a frame as it is. */
const contentIsNested = { scan: 'after-end', headerBytes: 8 } as const;

/** Zstandard (RFC 8878): frames of blocks, each of which says how long it is. */
export const zstd: FormatFamily = {
  name: 'zstd',
  unit: 'a block of a frame',

  recognise(head) {
    const isFrame = has(head, 0, mark) && ((head[4] ?? 8) & 0x08) === 0;
    return isFrame || (isSkippable(head, 0) && has(head, 8 + u32le(head, 4), mark))
      ? 'application/zstd'
      : undefined;
  },

  async examine(file, _type, findings): Promise<Anatomy> {
    const walked = await walkFrames(file, findings);
    const unitAt = walked === file.sizeBytes ? 0 : await firstBlocks(file);
    if (walked !== undefined)
      return walked > file.sizeBytes ? { unitAt } : { ...contentIsNested, unitAt, end: walked };
    if (!(await endsWithBlock(file, findings)))
      findings.refuse('ending-missing', file.tailOffset, 'no last block of a zstd frame');
    return { ...contentIsNested, unitAt };
  },
};

/** So many headers of blocks in a row are no chance. */
const provingBlocks = 4;

/**
 * The first block of the first frame, if it is compressed, or leads to another frame or to further blocks. A single one
 * that is stored as it is fits much else.
 */
async function firstBlocks(file: FileView): Promise<number | undefined> {
  const at = isSkippable(file.head, 0) ? 8 + u32le(file.head, 4) : 0;
  const start = await file.bytes(at, 4 * 1024);
  if (!has(start, 0, mark)) return undefined;
  const from = frameHeaderBytes(start);
  const block = blockAt(start, from);
  if (!block) return undefined;
  const isCompressed = block.type === 'compressed' && beginsWithLiterals(start, from + 3, block.storedBytes);
  return isCompressed || (await leadOn(file, at + from)) ? at + from : undefined;
}

/** Do further blocks, or another frame, follow the block at `from`? */
async function leadOn(file: FileView, from: number): Promise<boolean> {
  const steps = file.allowance(provingBlocks);
  let at = from;
  for (let blocks = 0; blocks < provingBlocks; blocks++) {
    const header = await steps.bytes(at, 3);
    const block = header?.length === 3 ? blockAt(header, 0) : undefined;
    if (!block) return false;
    at += 3 + block.storedBytes;
    if (block.isLast) return (await isFrame(steps, at)) || isFrame(steps, at + 4);
  }
  return true;
}

/** Does a frame begin at `at`? A checksum of four bytes may stand in front of it. */
async function isFrame(steps: Allowance, at: number): Promise<boolean> {
  const start = await steps.bytes(at, 8);
  return start !== undefined && (has(start, 0, mark) || isSkippable(start, 0));
}

/** The end of the last frame; `undefined` when there are more blocks than may be read. */
async function walkFrames(file: FileView, findings: Findings): Promise<number | undefined> {
  const steps = file.allowance(10);
  let at = 0;
  for (let frames = 0; frames < stepCap; frames++) {
    const start = await steps.bytes(at, 18, 64);
    if (!start) return undefined;
    if (isSkippable(start, 0)) {
      const length = u32le(start, 4);
      await judgeFree(file, at + 8, length, findings);
      at += 8 + length;
    } else if (has(start, 0, mark)) {
      if (at === 0) judgeContentSize(start, file.sizeBytes, findings);
      const end = await walkBlocks(steps, at + frameHeaderBytes(start), ((start[4] ?? 0) & 4) !== 0);
      if (end === undefined) return undefined;
      if (end === 'broken') return at > 0 ? at : undefined;
      at = end;
    } else return at;
    if (at > file.sizeBytes) {
      findings.warn('truncated', file.sizeBytes, 'the last zstd block goes on behind it');
      return at;
    }
  }
  return undefined;
}

/** A skippable frame may hold anything. */
async function judgeFree(file: FileView, at: number, length: number, findings: Findings): Promise<void> {
  if (length < 8) return;
  const content = file.cached(at, length) ?? (await file.bytes(at, Math.min(length, freeFrameBytes)));
  for (const [guest, offset] of findGuests(content, at))
    findings.refuse('guest-inside', offset, guestNames[guest]);
}

async function walkBlocks(
  steps: Allowance,
  from: number,
  hasChecksum: boolean,
): Promise<number | 'broken' | undefined> {
  let at = from;
  for (let blocks = 0; blocks < stepCap; blocks++) {
    const header = await steps.bytes(at, 3);
    if (!header) return undefined;
    if (header.length < 3) return at + 3;
    const block = blockAt(header, 0);
    if (!block) return 'broken';
    at += 3 + block.storedBytes;
    if (block.isLast) return at + (hasChecksum ? 4 : 0);
  }
  return undefined;
}

/** Section 3.1.1.1: descriptor, window, dictionary and content size. */
function frameHeaderBytes(start: Buffer): number {
  const descriptor = start[4] ?? 0;
  const isSingleSegment = (descriptor & 0x20) !== 0;
  const dictionary = [0, 1, 2, 4][descriptor & 3] ?? 0;
  const size = contentSizeBytes[descriptor >> 6] ?? 0;
  return 5 + (isSingleSegment ? 0 : 1) + dictionary + (size === 0 && isSingleSegment ? 1 : size);
}

function judgeContentSize(start: Buffer, sizeBytes: number, findings: Findings): void {
  const field = contentSizeBytes[(start[4] ?? 0) >> 6] ?? 0;
  const at = frameHeaderBytes(start) - field;
  const size = field === 8 ? u64le(start, at) : field === 4 ? u32le(start, at) : 0;
  judgeExpansion(size, sizeBytes, 0, findings);
}

/**
 * More blocks than may be followed: does a last one end with the file, or before skippable frames, such as the table
 * of seekable files? Its header stands no farther back than the longest block.
 */
async function endsWithBlock(file: FileView, findings: Findings): Promise<boolean> {
  const from = Math.max(0, file.sizeBytes - 2 * blockCap - freeFrameBytes);
  const bytes = await file.bytes(from, file.sizeBytes - from);
  let end = bytes.length;
  for (let frame = skippableBefore(bytes, end); frame >= 0; frame = skippableBefore(bytes, end)) {
    await judgeFree(file, from + frame + 8, end - frame - 8, findings);
    end = frame;
  }
  return isLastBlock(bytes, end);
}

/** Where the skippable frame begins that ends at `end`; -1 without one. */
function skippableBefore(bytes: Buffer, end: number): number {
  for (let at = bytes.lastIndexOf('\x2a\x4d\x18', end - 8, 'latin1'); at > 0;) {
    if (isSkippable(bytes, at - 1) && at + 7 + u32le(bytes, at + 3) === end) return at - 1;
    at = bytes.lastIndexOf('\x2a\x4d\x18', at - 1, 'latin1');
  }
  return -1;
}

/**
 * A last block, with or without a checksum behind it, up to `end`: stored, compressed, a run of one byte, or empty.
 * The latter two fit much else, so another block, or the header of a frame, has to lead there.
 */
function isLastBlock(bytes: Buffer, end: number): boolean {
  for (let at = end - 3; at >= 0; at--) {
    if (((bytes[at] as number) & 1) === 0) continue;
    const block = blockAt(bytes, at);
    const left = end - at - 3 - (block?.storedBytes ?? 0);
    if (!block?.isLast || (left !== 0 && left !== 4)) continue;
    if (isLedTo(bytes, at)) return true;
  }
  return false;
}

/** Does a block or the header of a frame end at `end`? */
function isLedTo(bytes: Buffer, end: number): boolean {
  for (let at = end - 3; at >= 0; at--) {
    const block = blockAt(bytes, at);
    if (block && !block.isLast && at + 3 + block.storedBytes === end) return true;
    if (has(bytes, at, mark) && at + frameHeaderBytes(bytes.subarray(at, at + 18)) === end) return true;
  }
  return false;
}
