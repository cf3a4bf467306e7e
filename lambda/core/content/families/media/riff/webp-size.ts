import { fourCc, has, u16le, u24le, u32le } from '../../../reading/bytes.js';

/** WebP Container Specification, "Simple File Format" and "Extended File Format"; RFC 6386 section 9.1 for VP8. */
export function webpSize(head: Buffer): { width?: number; height?: number } {
  switch (fourCc(head, 12)) {
    case 'VP8X':
      return { width: 1 + u24le(head, 24), height: 1 + u24le(head, 27) };
    case 'VP8L': {
      const bits = u32le(head, 21);
      return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff) };
    }
    case 'VP8 ':
      return has(head, 23, '\x9d\x01\x2a')
        ? { width: u16le(head, 26) & 0x3fff, height: u16le(head, 28) & 0x3fff }
        : {};
    default:
      return {};
  }
}
