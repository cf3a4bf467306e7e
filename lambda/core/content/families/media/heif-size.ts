import { fourCc, u16be, u32be, u64be } from '../../reading/bytes.js';
import type { FileView } from '../../reading/file-view.js';

/** Of the box `meta` or `moov`; a grid of many tiles takes some KiB. */
const boxCap = 64 * 1024;

export interface PixelSize {
  readonly width: number;
  readonly height: number;
}

/**
 * Dimensions of the primary image of a HEIF or AVIF file (ISO/IEC 23008-12, 6.5.3, and 14496-12, 8.11): of its
 * property `ispe`. Without a primary image that of the largest, and of a sequence its track's.
 */
export async function heifSize(file: FileView): Promise<PixelSize | undefined> {
  const steps = file.allowance(5);
  let at = 0;
  let track: PixelSize | undefined;
  for (let boxes = 0; boxes < 8; boxes++) {
    const header = await steps.bytes(at, 16);
    if (!header || header.length < 8) break;
    const size = u32be(header, 0) === 1 ? u64be(header, 8) : u32be(header, 0) || file.sizeBytes - at;
    if (size < 8) break;
    const name = fourCc(header, 4);
    const box =
      name === 'meta' || name === 'moov' ? await steps.bytes(at, Math.min(size, boxCap)) : undefined;
    const found = box && (name === 'meta' ? itemSize(box) : undefined);
    if (found) return found;
    if (box && name === 'moov') track = trackSize(box);
    at += size;
  }
  return track;
}

interface Box {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** The boxes side by side from `from` to `to`. */
function boxesIn(b: Buffer, from: number, to: number): Box[] {
  const boxes: Box[] = [];
  for (let at = from; at + 8 <= to;) {
    const size = u32be(b, at);
    if (size < 8) break;
    boxes.push({ name: fourCc(b, at + 4), start: at + 8, end: Math.min(at + size, to) });
    at += size;
  }
  return boxes;
}

/** Version and flags, width, height. */
const isSize = ({ name, start, end }: Box): boolean => name === 'ispe' && end - start >= 12;

function itemSize(meta: Buffer): PixelSize | undefined {
  const boxes = boxesIn(meta, 12, meta.length);
  const find = (within: readonly Box[], name: string) => within.find((box) => box.name === name);
  const primary = find(boxes, 'pitm');
  const properties = find(boxes, 'iprp');
  if (!properties) return undefined;
  const parts = boxesIn(meta, properties.start, properties.end);
  const container = find(parts, 'ipco');
  const owned = container ? boxesIn(meta, container.start, container.end) : [];
  const sizeOf = ({ start }: Box): PixelSize => ({
    width: u32be(meta, start + 4),
    height: u32be(meta, start + 8),
  });
  if (primary) {
    const item = meta[primary.start] === 0 ? u16be(meta, primary.start + 4) : u32be(meta, primary.start + 4);
    for (const map of parts.filter(({ name }) => name === 'ipma')) {
      const own = propertiesOf(meta, map, item).map((index) => owned[index - 1]);
      const size = own.find((property) => property && isSize(property));
      if (size) return sizeOf(size);
    }
  }
  const sizes = owned.filter(isSize).map(sizeOf);
  return sizes.sort((a, b) => b.width * b.height - a.width * a.height)[0];
}

/** The indices, counted from 1, of an item's properties in the box `ipma` (23008-12, 9.3.1). */
function propertiesOf(meta: Buffer, { start, end }: Box, item: number): number[] {
  const hasLongIds = (meta[start] ?? 0) > 0;
  const hasLongIndices = ((meta[start + 3] ?? 0) & 1) !== 0;
  let at = start + 8;
  for (let left = u32be(meta, start + 4); left > 0 && at < end; left--) {
    const id = hasLongIds ? u32be(meta, at) : u16be(meta, at);
    at += hasLongIds ? 4 : 2;
    const count = meta[at] ?? 0;
    const indices = Array.from({ length: count }, (_, i) =>
      hasLongIndices ? u16be(meta, at + 1 + i * 2) & 0x7fff : (meta[at + 1 + i] ?? 0) & 0x7f,
    );
    if (id === item) return indices;
    at += 1 + count * (hasLongIndices ? 2 : 1);
  }
  return [];
}

/** Track header (14496-12, 8.3.2): it ends in width and height, as 16.16. */
function trackSize(moov: Buffer): PixelSize | undefined {
  for (let at = moov.indexOf('tkhd'); at >= 4; at = moov.indexOf('tkhd', at + 4)) {
    const end = at - 4 + u32be(moov, at - 4);
    const size = { width: u16be(moov, end - 8), height: u16be(moov, end - 4) };
    if (end <= moov.length && size.width > 0 && size.height > 0) return size;
  }
  return undefined;
}
