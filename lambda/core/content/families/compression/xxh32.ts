const [prime1, prime2, prime3, prime4, prime5] = [0x9e3779b1, 0x85ebca77, 0xc2b2ae3d, 0x27d4eb2f, 0x165667b1];

const rotate = (value: number, bits: number): number => (value << bits) | (value >>> (32 - bits));

/** xxHash of 32 bits with seed 0, of up to 15 bytes (xxHash specification 0.1.1, steps 1, 4 to 6): meant for headers. */
export function xxh32(bytes: Uint8Array): number {
  let hash = (prime5 + bytes.length) | 0;
  let at = 0;
  for (; at + 4 <= bytes.length; at += 4) {
    const [a = 0, b = 0, c = 0, d = 0] = bytes.subarray(at, at + 4);
    const word = a | (b << 8) | (c << 16) | (d << 24);
    hash = Math.imul(rotate((hash + Math.imul(word, prime3)) | 0, 17), prime4);
  }
  for (; at < bytes.length; at++)
    hash = Math.imul(rotate((hash + Math.imul(bytes[at] ?? 0, prime5)) | 0, 11), prime1);
  hash = Math.imul(hash ^ (hash >>> 15), prime2);
  hash = Math.imul(hash ^ (hash >>> 13), prime3);
  return (hash ^ (hash >>> 16)) >>> 0;
}
