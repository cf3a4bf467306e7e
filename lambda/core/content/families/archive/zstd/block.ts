import { u24le } from '../../../reading/bytes.js';

/** RFC 8878, 3.1.1.2.4: no block holds more. */
export const blockCap = 128 * 1024;

export interface ZstdBlock {
  readonly isLast: boolean;
  readonly type: 'raw' | 'run' | 'compressed';
  readonly storedBytes: number;
  /** Of content; of a compressed block, at least so much. */
  readonly regeneratedBytes: number;
}

/** Section 3.1.1.2: last-block flag, type and size in three bytes. A run stores one byte only. */
export function blockAt(b: Uint8Array, at: number): ZstdBlock | undefined {
  const header = u24le(b, at);
  const type = (['raw', 'run', 'compressed'] as const)[(header >> 1) & 3];
  const size = header >> 3;
  if (!type || size > blockCap) return undefined;
  return { isLast: (header & 1) === 1, type, storedBytes: type === 'run' ? 1 : size, regeneratedBytes: size };
}
