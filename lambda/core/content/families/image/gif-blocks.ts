import { u16le } from '../../reading/bytes.js';
import type { Work } from '../../reading/work.js';

const trailer = 0x3b;
const extension = 0x21;
const image = 0x2c;
/** Some writers leave a few zeros between blocks; a long run of them is padding. */
const strayZeros = 8;

export interface Screen {
  readonly width: number;
  readonly height: number;
}

export interface BlockWalk {
  /** `known`: the walk came to a block from which it had been made before. */
  readonly outcome: 'end' | 'cut' | 'odd' | 'known';
  readonly at: number;
  /** Bytes that belong to images which lie on the screen. */
  readonly imageBytes: number;
}

export const colourTableBytes = (flags: number): number => (flags & 0x80 ? 3 << ((flags & 7) + 1) : 0);

/** The offset behind the sub-blocks that begin at `at`; -1 when the bytes run out first. */
export function skipSubBlocks(bytes: Buffer, at: number, onBlock?: (length: number) => void): number {
  while (at < bytes.length) {
    const length = bytes[at] as number;
    if (length === 0) return at + 1;
    onBlock?.(length);
    at += 1 + length;
  }
  return -1;
}

/**
 * From block to block up to the trailer.
 * @param isKnown stops the walk at a block
 */
export function walkBlocks(
  bytes: Buffer,
  from: number,
  screen: Screen,
  isKnown: (at: number) => boolean = () => false,
): BlockWalk {
  let at = from;
  let zeros = 0;
  let imageBytes = 0;
  // Every step advances, so the buffer's length bounds the loop.
  while (at >= 0 && at < bytes.length) {
    const here = at;
    if (isKnown(here)) return { outcome: 'known', at: here, imageBytes };
    const introducer = bytes[at];
    if (introducer === trailer) return { outcome: 'end', at: at + 1, imageBytes };
    if (introducer === extension) at = skipSubBlocks(bytes, at + 2);
    else if (introducer === image) {
      at = skipSubBlocks(bytes, at + 10 + colourTableBytes(bytes[at + 9] ?? 0) + 1);
      if (liesOnScreen(bytes, here, screen)) imageBytes += (at < 0 ? bytes.length : at) - here;
    } else if (introducer === 0 && ++zeros <= strayZeros) at++;
    else return { outcome: 'odd', at, imageBytes };
    if (at < 0) return { outcome: 'cut', at: here, imageBytes };
  }
  return { outcome: 'cut', at: bytes.length, imageBytes };
}

/** The first image block from `from` on, or the end of the bytes; `undefined` where something else stands before it. */
export function nextImage(bytes: Buffer, from: number, work: Work): number | undefined {
  let at = from;
  let zeros = 0;
  while (at < bytes.length) {
    work.spend(1, at);
    if (bytes[at] === image) return at;
    if (bytes[at] === extension) {
      at = skipSubBlocks(bytes, at + 2, () => work.spend(1, from));
      if (at < 0) return bytes.length;
    } else if (bytes[at] === 0 && ++zeros <= strayZeros) at++;
    else return undefined;
  }
  return bytes.length;
}

/** GIF89a specification, 20: an image lies within the logical screen. */
function liesOnScreen(bytes: Buffer, at: number, { width, height }: Screen): boolean {
  const right = u16le(bytes, at + 1) + u16le(bytes, at + 5);
  const bottom = u16le(bytes, at + 3) + u16le(bytes, at + 7);
  return right > 0 && bottom > 0 && right <= width && bottom <= height;
}

/** Many walks over the same bytes; each byte is the beginning of a block or sub-block at most once. */
export class BlockChains {
  private readonly entered: Uint8Array;
  /** By beginning of a sub-block or block: where the walk ends, or undefined. */
  private readonly ends = new Map<number, number | undefined>();

  constructor(
    private readonly bytes: Buffer,
    private readonly screen: Screen,
  ) {
    this.entered = new Uint8Array(bytes.length);
  }

  /** Where the GIF ends if a sub-block begins at `from`. */
  endFrom(from: number): number | undefined {
    const passed: number[] = [];
    let at = from;
    while (at < this.bytes.length && this.bytes[at] !== 0 && this.entered[at] === 0) {
      this.entered[at] = 1;
      passed.push(at);
      at += 1 + (this.bytes[at] as number);
    }
    const end = this.endOfChain(at);
    for (const position of passed) this.ends.set(position, end);
    return end;
  }

  private endOfChain(at: number): number | undefined {
    if (at >= this.bytes.length) return undefined;
    if (this.bytes[at] !== 0) return this.ends.get(at);
    const blocks: number[] = [];
    const walk = walkBlocks(this.bytes, at + 1, this.screen, (block) => {
      // The sign distinguishes blocks and sub-blocks.
      if (this.ends.has(-block)) return true;
      blocks.push(block);
      return false;
    });
    const known = walk.outcome === 'known' ? this.ends.get(-walk.at) : undefined;
    const end = walk.outcome === 'end' ? walk.at : known;
    for (const block of blocks) this.ends.set(-block, end);
    return end;
  }
}
