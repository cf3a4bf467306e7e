import { u16be, u16le, u32be, u32le, u64be, u64le } from '../../reading/bytes.js';
import type { Allowance } from '../../reading/file-view.js';

/** Enough for the directory itself and, as most writers lay them out, the values behind it. */
const directoryReadAhead = 4 * 1024;
/** ...or in front of it. */
const directoryReadBehind = 512;
/** Of a longer list only the end is read: offsets grow along the list with every known writer. */
const listCap = 64 * 1024;
const mostEntries = 4096;

/** Bytes of one value, by field type (TIFF 6.0, section 2; BigTIFF adds 16 to 18). */
const typeBytes = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8];

/** How numbers are written: byte order, and offsets of four (classic) or eight bytes (BigTIFF). */
export class TiffNumbers {
  readonly isBig: boolean;
  readonly offsetBytes: 4 | 8;
  private readonly isLittle: boolean;

  constructor(head: Buffer) {
    this.isLittle = head[0] === 0x49;
    this.isBig = this.u16(head, 2) === 43;
    this.offsetBytes = this.isBig ? 8 : 4;
  }

  u16(b: Buffer, at: number): number {
    return this.isLittle ? u16le(b, at) : u16be(b, at);
  }

  u32(b: Buffer, at: number): number {
    return this.isLittle ? u32le(b, at) : u32be(b, at);
  }

  offset(b: Buffer, at: number): number {
    if (!this.isBig) return this.u32(b, at);
    return this.isLittle ? u64le(b, at) : u64be(b, at);
  }

  value(b: Buffer, at: number, type: number): number {
    const bytes = typeBytes[type];
    if (bytes === 1) return b[at] ?? 0;
    if (bytes === 2) return this.u16(b, at);
    return bytes === 8 ? this.offset(b, at) : this.u32(b, at);
  }
}

export interface TiffField {
  readonly tag: number;
  readonly type: number;
  readonly count: number;
  /** Of all values together. */
  readonly bytes: number;
  /** Where the values stand: in the field itself if they fit there. */
  readonly at: number;
  readonly isInline: boolean;
}

export interface TiffDirectory {
  readonly at: number;
  /** Behind its last field and the pointer to the next directory. */
  readonly end: number;
  readonly next: number;
  readonly fields: ReadonlyMap<number, TiffField>;
}

/** One image file directory; undefined when it can't be read, or isn't one. */
export async function readTiffDirectory(
  numbers: TiffNumbers,
  steps: Allowance,
  at: number,
): Promise<TiffDirectory | undefined> {
  const { isBig, offsetBytes } = numbers;
  const countBytes = isBig ? 8 : 2;
  const fieldBytes = isBig ? 20 : 12;
  const from = Math.max(0, at - directoryReadBehind);
  const window = await steps.bytes(from, at - from + countBytes, directoryReadAhead);
  const start = window?.subarray(at - from);
  if (start?.length !== countBytes) return undefined;
  const count = isBig ? numbers.offset(start, 0) : numbers.u16(start, 0);
  if (count === 0 || count > mostEntries) return undefined;
  const length = countBytes + count * fieldBytes + offsetBytes;
  const bytes = await steps.bytes(at, length);
  if (!bytes || bytes.length < length - offsetBytes) return undefined;
  const fields = new Map<number, TiffField>();
  for (let i = 0; i < count; i++) {
    const field = fieldAt(numbers, bytes, at, countBytes + i * fieldBytes);
    fields.set(field.tag, field);
  }
  return { at, end: at + length, next: numbers.offset(bytes, length - offsetBytes), fields };
}

function fieldAt(numbers: TiffNumbers, b: Buffer, base: number, from: number): TiffField {
  const { offsetBytes } = numbers;
  const type = numbers.u16(b, from + 2);
  const count = numbers.offset(b, from + 4);
  const bytes = (typeBytes[type] ?? 0) * count;
  const valueAt = from + 4 + offsetBytes;
  const isInline = bytes <= offsetBytes;
  const at = isInline ? base + valueAt : numbers.offset(b, valueAt);
  return { tag: numbers.u16(b, from), type, count, bytes, at, isInline };
}

/** The values of a field; `isWhole` is false where the list is too long and only its end was read. */
export async function readValues(
  numbers: TiffNumbers,
  steps: Allowance,
  { at, type, count, bytes }: TiffField,
): Promise<{ values: number[]; isWhole: boolean } | undefined> {
  const each = typeBytes[type] ?? 0;
  if (each === 0 || count === 0) return undefined;
  const wanted = Math.min(count, Math.floor(listCap / each));
  const list = await steps.bytes(at + bytes - wanted * each, wanted * each);
  if (!list) return undefined;
  const values = Array.from({ length: Math.floor(list.length / each) }, (_, i) =>
    numbers.value(list, i * each, type),
  );
  return { values, isWhole: wanted === count };
}
