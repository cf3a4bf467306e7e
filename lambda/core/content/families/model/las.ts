import { has, u16le, u32le, u64le } from '../../reading/bytes.js';
import type { Anatomy, FormatFamily } from '../../evidence/format.js';

/** The least length of a point by its format, 0 to 10 (LAS 1.4 R15, table 7 and those behind it). */
const pointBytes = [20, 28, 26, 34, 57, 63, 30, 36, 38, 59, 67];
const headerSizes: Readonly<Record<number, number>> = { 0: 227, 1: 227, 2: 227, 3: 235, 4: 375 };
/** LASzip sets one of the upper bits of the format. */
const packed = 0x80;

/** Points of laser scanners (ASPRS LAS 1.4 R15, "Public Header Block"), plain or packed by LASzip. */
export const las: FormatFamily = {
  name: 'las',
  unit: 'points',
  recognise: (head) => (has(head, 0, 'LASF') && head[24] === 1 ? 'application/vnd.las' : undefined),

  examine({ head, sizeBytes }, _type, findings): Anatomy {
    const minor = head[25] ?? 0xff;
    const format = head[104] ?? 0xff;
    const [headerBytes, dataAt, recordBytes] = [u16le(head, 94), u32le(head, 96), u16le(head, 105)];
    const isPacked = (format & packed) !== 0;
    const least = pointBytes[format & 0x3f];
    const isHeader = headerBytes >= (headerSizes[minor] ?? Infinity) && dataAt >= headerBytes;
    if (!isHeader || least === undefined || recordBytes < least || dataAt > sizeBytes)
      return { unitAt: undefined };
    const type = isPacked ? 'application/vnd.laszip' : 'application/vnd.las';
    const free = { freeForm: [{ start: headerBytes, end: dataAt }] };
    if (isPacked) return { type, unitAt: dataAt, ...free, isOpenEnded: true };
    const points = minor >= 4 ? u64le(head, 247) || u32le(head, 107) : u32le(head, 107);
    const behind = dataAt + points * recordBytes;
    if (behind > sizeBytes) findings.warn('truncated', sizeBytes, `its points reach up to ${behind}`);
    // Records of further data may follow the points (section 2.8), wherever the header says.
    const hasMore = minor >= 4 && u32le(head, 243) > 0;
    return { type, unitAt: dataAt, ...free, end: Math.min(behind, sizeBytes), endIsSoft: hasMore };
  },
};
