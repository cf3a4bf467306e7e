import { has, u32le } from '../../../reading/bytes.js';
import type { Allowance, FileView } from '../../../reading/file-view.js';
import { blockAt, type ZstdBlock } from './block.js';
import { isCompressedBlock } from './compressed-block.js';
import { frameHeader, isSkippable, mark } from './frame.js';

/** Blocks that are stored as they are: so many, with so many bytes, are no chance. */
const provingBlocks = 4;
const provingBytes = 8 * 1024;
/** Empty ones prove nothing. */
const mostBlocks = 16;

/**
 * The first block of the first frame, if the first compressed one unpacks. Where none is compressed, blocks that are as
 * long as they may be, or many, or those that lead to another frame, are as good; a short one fits much else.
 */
export async function provenBlock(file: FileView): Promise<number | undefined> {
  const from = isSkippable(file.head, 0) ? 8 + u32le(file.head, 4) : 0;
  const start = await file.bytes(from, 18);
  if (!has(start, 0, mark)) return undefined;
  const { length, blockBytes } = frameHeader(start);
  return (await isProven(file, from + length, blockBytes)) ? from + length : undefined;
}

async function isProven(file: FileView, from: number, blockBytes: number): Promise<boolean> {
  const steps = file.allowance(provingBlocks + 2);
  let at = from;
  let stored = { blocks: 0, bytes: 0 };
  for (let blocks = 0; blocks < mostBlocks; blocks++) {
    const header = await steps.bytes(at, 3);
    const block = header?.length === 3 ? blockAt(header, 0) : undefined;
    if (!block || block.regeneratedBytes > blockBytes) return false;
    const { storedBytes } = block;
    if (block.type === 'compressed') return unpacks(file, steps, at + 3, block);
    at += 3 + storedBytes;
    if (block.isLast) return (await isFrame(steps, at)) || isFrame(steps, at + 4);
    if (block.regeneratedBytes === blockBytes) return at + 3 <= file.sizeBytes;
    if (storedBytes > 0) stored = { blocks: stored.blocks + 1, bytes: stored.bytes + storedBytes };
    if (stored.blocks >= provingBlocks && stored.bytes >= provingBytes) return at <= file.sizeBytes;
  }
  return false;
}

async function unpacks(
  file: FileView,
  steps: Allowance,
  at: number,
  { storedBytes }: ZstdBlock,
): Promise<boolean> {
  const bytes = await steps.bytes(at, storedBytes);
  if (!bytes) return false;
  file.work.spend(bytes.length * 4, at);
  return isCompressedBlock(bytes, storedBytes);
}

/** Does a frame begin at `at`? A checksum of four bytes may stand in front of it. */
async function isFrame(steps: Allowance, at: number): Promise<boolean> {
  const start = await steps.bytes(at, 8);
  return start !== undefined && (has(start, 0, mark) || isSkippable(start, 0));
}
