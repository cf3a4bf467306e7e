import { has, u24le, u32le, u64le } from '../../reading/bytes.js';
import type { FileView } from '../../reading/file-view.js';
import type { Findings } from '../../evidence/finding.js';
import type { Anatomy, FormatFamily } from '../../evidence/format.js';
import { findGuests } from '../../evidence/guests.js';
import { guestNames } from '../../evidence/signatures.js';
import { judgeExpansion } from './expansion.js';

const mark = '\x28\xb5\x2f\xfd';
/** RFC 8878 section 3.1.2: sixteen marks of skippable frames. */
const isSkippable = (b: Uint8Array, at: number): boolean =>
  ((b[at] ?? 0) & 0xf0) === 0x50 && has(b, at + 1, '\x2a\x4d\x18');
/** Section 3.1.1.2.4: no block holds more. */
const blockCap = 128 * 1024;
/** Blocks and frames that are followed; empty ones are short, so reads don't bound them. */
const stepCap = 4096;
const freeFrameBytes = 64 * 1024;
const contentSizeBytes = [0, 2, 4, 8];

/** Content that can't be compressed stands in a frame as it is. */
const contentIsNested = { scan: 'after-end', headerBytes: 8 } as const;

/** Zstandard (RFC 8878): frames of blocks, each of which says how long it is. */
export const zstd: FormatFamily = {
  name: 'zstd',

  recognise(head) {
    const isFrame = has(head, 0, mark) && ((head[4] ?? 8) & 0x08) === 0;
    return isFrame || (isSkippable(head, 0) && has(head, 8 + u32le(head, 4), mark))
      ? 'application/zstd'
      : undefined;
  },

  async examine(file, _type, findings): Promise<Anatomy> {
    const walked = await walkFrames(file, findings);
    if (walked !== undefined) return walked > file.sizeBytes ? {} : { ...contentIsNested, end: walked };
    if (!endsWithBlock(file))
      findings.refuse('ending-missing', file.tailOffset, 'no last block of a zstd frame');
    return contentIsNested;
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
  steps: ReturnType<FileView['allowance']>,
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

/** Section 3.1.1.2: last-block flag, type and size in three bytes. A run stores one byte only. */
function blockAt(b: Uint8Array, at: number): { isLast: boolean; storedBytes: number } | undefined {
  const header = u24le(b, at);
  const type = (header >> 1) & 3;
  const size = header >> 3;
  if (type === 3 || size > blockCap) return undefined;
  return { isLast: (header & 1) === 1, storedBytes: type === 1 ? 1 : size };
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

/** Does a last block, with or without a checksum behind it, end with the file? */
function endsWithBlock({ tail }: FileView): boolean {
  for (let at = tail.length - 4; at >= 0; at--) {
    if (((tail[at] as number) & 1) === 0) continue;
    const block = blockAt(tail, at);
    if (!block?.isLast) continue;
    const left = tail.length - (at + 3 + block.storedBytes);
    // A run of one byte at the very end fits any noise.
    if ((left === 0 || left === 4) && block.storedBytes > 1) return true;
  }
  return false;
}
