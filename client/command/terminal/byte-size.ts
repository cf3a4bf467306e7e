import { byteSizeOf } from '../../../text/byte-size.js';

const abbreviations = { byte: 'B', kilobyte: 'KB', megabyte: 'MB', gigabyte: 'GB', terabyte: 'TB' } as const;

/** `1.2 MB`, the same in every language, as in other commands. */
export function byteSize(bytes: number): string {
  const { value, unit, fractionDigits } = byteSizeOf(bytes);
  return `${value.toFixed(fractionDigits)} ${abbreviations[unit]}`;
}
