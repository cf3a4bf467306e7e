import { byteSizeOf } from '../../text/byte-size.js';
import { localeNow } from './words.js';

/** `1.2 MB`, in the language of the page. */
export function localByteSize(bytes: number): string {
  const { value, unit } = byteSizeOf(bytes);
  const unitDisplay = unit === 'byte' ? 'long' : 'short';
  return new Intl.NumberFormat(localeNow(), { style: 'unit', unit, unitDisplay }).format(value);
}
