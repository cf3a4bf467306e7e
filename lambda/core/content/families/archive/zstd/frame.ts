import { has, u32le, u64le } from '../../../reading/bytes.js';
import { blockCap } from './block.js';

export const mark = '\x28\xb5\x2f\xfd';

/** RFC 8878 section 3.1.2: sixteen marks of skippable frames. */
export const isSkippable = (b: Uint8Array, at: number): boolean =>
  ((b[at] ?? 0) & 0xf0) === 0x50 && has(b, at + 1, '\x2a\x4d\x18');

const contentSizeBytes = [0, 2, 4, 8];

/** The header of a frame (3.1.1.1): descriptor, window, dictionary and content size. */
export interface FrameHeader {
  readonly length: number;
  /** Of its content, where one of four or eight bytes states it; else 0. */
  readonly contentBytes: number;
  /** No block holds more (3.1.1.2.4). */
  readonly blockBytes: number;
}

/** @param start the first 18 bytes of the frame */
export function frameHeader(start: Uint8Array): FrameHeader {
  const descriptor = start[4] ?? 0;
  const isSingleSegment = (descriptor & 0x20) !== 0;
  const dictionary = [0, 1, 2, 4][descriptor & 3] ?? 0;
  const stated = contentSizeBytes[descriptor >> 6] ?? 0;
  const field = stated === 0 && isSingleSegment ? 1 : stated;
  const length = 5 + (isSingleSegment ? 0 : 1) + dictionary + field;
  const at = length - field;
  const contentBytes = field === 8 ? u64le(start, at) : field === 4 ? u32le(start, at) : 0;
  // 3.1.1.1.2: a power of two and eighths of it. A frame without a window is one segment, as long as its content.
  const window = start[5] ?? 0;
  const windowBytes = isSingleSegment ? blockCap : 2 ** (10 + (window >> 3)) * (1 + (window & 7) / 8);
  return { length, contentBytes, blockBytes: Math.min(blockCap, windowBytes) };
}
