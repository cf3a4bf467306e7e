/** CRC of a frame header and of a whole frame (RFC 9639, 9.1.8 and 9.3). */
const crc8Table = new Uint8Array(256);
const crc16Table = new Uint16Array(256);
for (let byte = 0; byte < 256; byte++) {
  let short = byte;
  let long = byte << 8;
  for (let bit = 0; bit < 8; bit++) {
    short = ((short << 1) ^ (short & 0x80 ? 0x07 : 0)) & 0xff;
    long = ((long << 1) ^ (long & 0x8000 ? 0x8005 : 0)) & 0xffff;
  }
  crc8Table[byte] = short;
  crc16Table[byte] = long;
}

/** Length of the frame number, which is written like a character of UTF-8 (RFC 9639, 9.1.5); 0 if it is none. */
function numberBytes(first: number): number {
  const leadingOnes = Math.clz32(~(first << 24));
  if (leadingOnes === 0) return 1;
  return leadingOnes === 1 || leadingOnes === 8 ? 0 : leadingOnes;
}

/** Is there a whole frame header at `at`? Its fields have to be in range and its CRC has to fit. */
export function isFrameHeader(b: Buffer, at: number): boolean {
  if (b[at] !== 0xff || ((b[at + 1] ?? 0) & 0xfe) !== 0xf8 || at + 5 > b.length) return false;
  const [sizes, kinds, number] = [b[at + 2] as number, b[at + 3] as number, b[at + 4] as number];
  const blockSize = sizes >> 4;
  const sampleRate = sizes & 0x0f;
  if (blockSize === 0 || sampleRate === 15 || kinds >> 4 > 10 || (kinds & 1) !== 0) return false;
  const coded = numberBytes(number);
  if (coded === 0) return false;
  const blockSizeBytes = blockSize === 6 ? 1 : blockSize === 7 ? 2 : 0;
  const sampleRateBytes = sampleRate === 12 ? 1 : sampleRate > 12 ? 2 : 0;
  const length = 4 + coded + blockSizeBytes + sampleRateBytes;
  if (at + length >= b.length) return false;
  let crc = 0;
  for (let i = at; i < at + length; i++) crc = crc8Table[crc ^ (b[i] as number)] as number;
  return crc === b[at + length];
}

/** Header, one channel of a constant, and the sum. */
const leastFrameBytes = 8;

/**
 * Where the frame that begins at `at` ends: the first place at which its CRC fits, with the end of the bytes tried
 * first. undefined when it fits nowhere.
 */
export function frameEnd(b: Buffer, at: number): number | undefined {
  let crc = 0;
  let first: number | undefined;
  for (let i = at; i + 2 <= b.length; i++) {
    if (i - at >= leastFrameBytes && crc === (((b[i] as number) << 8) | (b[i + 1] as number))) {
      // Behind its own value the sum is 0, and stays 0 over zeros: those are padding.
      if (i + 2 === b.length && (crc !== 0 || first === undefined)) return b.length;
      first ??= i + 2;
    }
    crc = ((crc << 8) & 0xffff) ^ (crc16Table[(crc >> 8) ^ (b[i] as number)] as number);
  }
  return first;
}
