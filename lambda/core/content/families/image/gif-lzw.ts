import type { Work } from '../../reading/work.js';

/** What is decoded of an image: chance leads no further than a few codes. */
const codesLookedAt = 64;
const longestCodeBits = 12;

/**
 * Do the sub-blocks at `at` begin as the pixels of an image do (GIF89a specification, appendix F)? The size of a
 * colour, then codes of which each one is a colour, a mark, or one that the codes before it have made. Of an image that
 * ends sooner, all pixels have to be there.
 *
 * @param area how many pixels the image has
 */
export function beginsWithPixels(bytes: Buffer, at: number, area: number, work: Work): boolean {
  const colourBits = bytes[at] ?? 0;
  if (colourBits < 1 || colourBits > 8 || (bytes[at + 1] ?? 0) === 0) return false;
  const clear = 1 << Math.max(2, colourBits);
  const bits = new SubBlockBits(bytes, at + 1);
  const start = Math.max(2, colourBits) + 1;
  let width = start;
  let next = clear + 2;
  let isFirst = true;
  const pixels = new PixelCount(clear);
  for (let codes = 0; codes < codesLookedAt; codes++) {
    work.spend(width, at);
    const code = bits.take(width);
    if (code === undefined || code === clear + 1) return pixels.total >= area;
    if (code === clear) {
      width = start;
      next = clear + 2;
      isFirst = true;
      pixels.clear();
      continue;
    }
    // The code that is just being made may be used at once; the first one behind a clear has to be a colour.
    if (isFirst ? code >= clear : code > next) return false;
    pixels.add(code);
    if (!isFirst && next < 1 << longestCodeBits) next++;
    isFirst = false;
    if (next === 1 << width && width < longestCodeBits) width++;
  }
  return true;
}

/** How many pixels the codes stand for: a code is the one before it, and one pixel more. */
class PixelCount {
  total = 0;
  private made: number[] = [];
  private before: number | undefined;

  /** @param clear codes below it are colours; behind it and the end code, those that were made */
  constructor(private readonly colours: number) {}

  clear(): void {
    this.made = [];
    this.before = undefined;
  }

  add(code: number): void {
    if (this.before !== undefined) this.made.push(this.before + 1);
    const length = code < this.colours ? 1 : (this.made[code - this.colours - 2] ?? 1);
    this.before = length;
    this.total += length;
  }
}

/** Bits of sub-blocks, the lowest of each byte first. */
class SubBlockBits {
  private left = 0;
  private held = 0;
  private heldBits = 0;

  /** @param at of the length of the first sub-block */
  constructor(
    private readonly bytes: Buffer,
    private at: number,
  ) {}

  /** `undefined` where the sub-blocks or the bytes end. */
  take(count: number): number | undefined {
    while (this.heldBits < count) {
      if (this.left === 0) this.left = this.bytes[this.at++] ?? 0;
      if (this.left === 0 || this.at >= this.bytes.length) return undefined;
      this.left--;
      this.held |= (this.bytes[this.at++] as number) << this.heldBits;
      this.heldBits += 8;
    }
    const value = this.held & ((1 << count) - 1);
    this.held >>>= count;
    this.heldBits -= count;
    return value;
  }
}
