/**
 * CRC-64/NVME (NVM Express, "NVM Command Set Specification", section 5.2.1.3.4, "64b CRC"): polynomial
 * 0xAD93D23594C93659, input and output reflected, initial value and final XOR all ones.
 */

/** The reflected polynomial, as two words. */
const [polynomialLow, polynomialHigh] = [0xac4bc9b5, 0x9a6c9329];
const entryWords = 2;
const tableWords = 256 * entryWords;

/**
 * Eight tables, to process eight bytes at once (Kounavis and Berry, "A Systematic Approach to Building High Performance
 * Software-Based CRC Generators", 2005). Table n has the contribution of a byte that n more bytes follow; each entry is
 * a low and a high word.
 */
let tables: Int32Array | undefined;

function makeTables(): Int32Array {
  const made = new Int32Array(8 * tableWords);
  for (let byte = 0; byte < 256; byte += 1) {
    let [low, high] = [byte, 0];
    for (let bit = 0; bit < 8; bit += 1) {
      const carry = low & 1;
      low = (low >>> 1) | (high << 31);
      high >>>= 1;
      if (carry) [low, high] = [low ^ polynomialLow, high ^ polynomialHigh];
    }
    made.set([low, high], byte * entryWords);
  }
  for (let at = tableWords; at < made.length; at += entryWords) {
    const [low, high] = [made[at - tableWords] as number, made[at - tableWords + 1] as number];
    const next = (low & 255) * entryWords;
    made[at] = ((low >>> 8) | (high << 24)) ^ (made[next] as number);
    made[at + 1] = (high >>> 8) ^ (made[next + 1] as number);
  }
  return made;
}

/** The checksum of bytes in chunks. */
export class Crc64 {
  private low = -1;
  private high = -1;

  update(bytes: Uint8Array): void {
    const table = (tables ??= makeTables());
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    let { low, high } = this;
    let offset = 0;
    for (const end = bytes.length - 7; offset < end; offset += 8) {
      const one = low ^ view.getInt32(offset, true);
      const two = high ^ view.getInt32(offset + 4, true);
      // The index of each of the eight bytes in the table for the number of bytes that follow it.
      const a = 7 * tableWords + ((one & 255) << 1);
      const b = 6 * tableWords + ((one >>> 7) & 510);
      const c = 5 * tableWords + ((one >>> 15) & 510);
      const d = 4 * tableWords + ((one >>> 23) & 510);
      const e = 3 * tableWords + ((two & 255) << 1);
      const f = 2 * tableWords + ((two >>> 7) & 510);
      const g = tableWords + ((two >>> 15) & 510);
      const h = (two >>> 23) & 510;
      low =
        (table[a] as number) ^
        (table[b] as number) ^
        (table[c] as number) ^
        (table[d] as number) ^
        (table[e] as number) ^
        (table[f] as number) ^
        (table[g] as number) ^
        (table[h] as number);
      high =
        (table[a + 1] as number) ^
        (table[b + 1] as number) ^
        (table[c + 1] as number) ^
        (table[d + 1] as number) ^
        (table[e + 1] as number) ^
        (table[f + 1] as number) ^
        (table[g + 1] as number) ^
        (table[h + 1] as number);
    }
    for (; offset < bytes.length; offset += 1) {
      const next = ((low ^ (bytes[offset] as number)) & 255) << 1;
      low = ((low >>> 8) | (high << 24)) ^ (table[next] as number);
      high = (high >>> 8) ^ (table[next + 1] as number);
    }
    [this.low, this.high] = [low, high];
  }

  /** In base64, big-endian, as S3 has it. */
  get base64(): string {
    const sum = new DataView(new ArrayBuffer(8));
    sum.setInt32(0, ~this.high);
    sum.setInt32(4, ~this.low);
    return btoa(String.fromCharCode(...new Uint8Array(sum.buffer)));
  }
}
