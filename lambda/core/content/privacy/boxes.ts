import { fourCc, u32be, u64be } from '../reading/bytes.js';
import type { Source } from './source.js';

/** A box of ISO base media (ISO/IEC 14496-12, 4.2): its name, and where its content stands. */
export interface MetadataBox {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

const mostBoxes = 200;

/** The boxes side by side from `start` to `end`. */
export async function boxesIn(source: Source, start: number, end: number): Promise<readonly MetadataBox[]> {
  const boxes: MetadataBox[] = [];
  for (let at = start; at + 8 <= end && boxes.length < mostBoxes;) {
    const header = await source.bytes(at, 16);
    if (!header || header.length < 8) break;
    const size = u32be(header, 0);
    const isWide = size === 1;
    const length = isWide ? u64be(header, 8) : size === 0 ? end - at : size;
    const headerBytes = isWide ? 16 : 8;
    if (length < headerBytes) break;
    boxes.push({ name: fourCc(header, 4), start: at + headerBytes, end: Math.min(end, at + length) });
    at += length;
  }
  return boxes;
}
