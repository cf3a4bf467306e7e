import { has, u32le } from '../../reading/bytes.js';
import type { Allowance, FileView } from '../../reading/file-view.js';
import type { Findings } from '../../evidence/finding.js';
import type { Anatomy, FormatFamily } from '../../evidence/format.js';
import { findGuests } from '../../evidence/guests.js';
import { guestNames } from '../../evidence/signatures.js';
import { judgeExpansion } from './entries/expansion.js';
import { blockAt, blockCap } from './zstd/block.js';
import { provenBlock } from './zstd/first-block.js';
import { frameHeader, isSkippable, mark } from './zstd/frame.js';

/** Blocks and frames that are followed; empty ones are short, so reads don't bound them. */
const stepCap = 4096;
const freeFrameBytes = 64 * 1024;

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
    const unitAt = walked === file.sizeBytes ? 0 : await provenBlock(file);
    if (walked !== undefined)
      return walked > file.sizeBytes ? { unitAt } : { ...contentIsNested, unitAt, end: walked };
    if (!(await endsWithBlock(file, findings)))
      findings.refuse('ending-missing', file.tailOffset, 'no last block of a zstd frame');
    return { ...contentIsNested, unitAt };
  },
};

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
      const { length, contentBytes } = frameHeader(start);
      if (at === 0) judgeExpansion(contentBytes, file.sizeBytes, 0, findings);
      const end = await walkBlocks(steps, at + length, ((start[4] ?? 0) & 4) !== 0);
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
    if (has(bytes, at, mark) && at + frameHeader(bytes.subarray(at, at + 18)).length === end) return true;
  }
  return false;
}
