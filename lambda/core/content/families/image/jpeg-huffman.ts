import { u16be } from '../../reading/bytes.js';

/**
 * By the next sixteen bits: the length of the code that they begin with, times 256, and its symbol; 0 where they begin
 * with none (ITU-T T.81, annex C).
 */
export type HuffmanCode = Uint16Array;

/** The codes of one 8x8 block: its first coefficient (DC) and the 63 others (AC). */
export interface BlockCodes {
  readonly dc: HuffmanCode;
  readonly ac: HuffmanCode;
}

/** How the image data of a frame is coded that has one scan only. */
export interface ScanCodes {
  /** The blocks of one minimum coded unit, in their order. */
  readonly blocks: readonly BlockCodes[];
  /** Of the whole image; `Infinity` where its number of lines is stated behind the scan (B.2.5, DNL). */
  readonly totalBlocks: number;
}

/** The segments, from their marker on, that say how image data is coded. */
export interface CodingSegments {
  frame?: Buffer;
  readonly tables: Buffer[];
  scan?: Buffer;
  /** A differential frame may follow (B.3.2, DHP). */
  isHierarchical?: boolean;
}

const baseline = 0xc0;
const extendedSequential = 0xc1;
/** B.2.3: no minimum coded unit has more. */
const mostBlocks = 10;

/**
 * The codes of a sequential frame whose components stand in one scan, so that all of its image data is coded by them.
 * `undefined`: it is coded in another way, or not all of its tables were seen.
 */
export function scanCodes({ frame, tables, scan, isHierarchical }: CodingSegments): ScanCodes | undefined {
  const kind = frame?.[1];
  if (!frame || !scan || isHierarchical || (kind !== baseline && kind !== extendedSequential))
    return undefined;
  const count = frame[9] ?? 0;
  if (count === 0 || count > 4 || scan[4] !== count || scan.length < 5 + 2 * count) return undefined;
  const components = Array.from({ length: count }, (_, i) => frame.subarray(10 + 3 * i, 13 + 3 * i));
  const codes = huffmanCodes(tables);
  const blocks: BlockCodes[] = [];
  for (let i = 0; i < count; i++) {
    const component = components.find(([id]) => id === scan[5 + 2 * i]);
    const selected = scan[6 + 2 * i] ?? 0;
    const dc = codes.get(selected >> 4);
    const ac = codes.get(0x10 | (selected & 0x0f));
    if (!component || !dc || !ac) return undefined;
    // A.2.2: of a scan with one component, each unit is one block.
    const repeats = count === 1 ? 1 : area(component);
    for (let block = 0; block < repeats; block++) blocks.push({ dc, ac });
  }
  if (blocks.length === 0 || blocks.length > mostBlocks) return undefined;
  return { blocks, totalBlocks: unitsOf(frame, components) * blocks.length };
}

const horizontal = (component: Buffer): number => (component[1] ?? 0) >> 4;
const vertical = (component: Buffer): number => (component[1] ?? 0) & 0x0f;
const area = (component: Buffer): number => horizontal(component) * vertical(component);

/** A.2.4: units at the right and lower edges are filled up. */
function unitsOf(frame: Buffer, components: readonly Buffer[]): number {
  const [height, width] = [u16be(frame, 5), u16be(frame, 7)];
  if (height === 0) return Infinity;
  const isSingle = components.length === 1;
  const unitWidth = 8 * (isSingle ? 1 : Math.max(...components.map(horizontal)));
  const unitHeight = 8 * (isSingle ? 1 : Math.max(...components.map(vertical)));
  return Math.ceil(width / unitWidth) * Math.ceil(height / unitHeight);
}

/** B.2.4.2: class (DC 0, AC 1) and number of each code in one byte, how many codes have each length, their symbols. */
function huffmanCodes(tables: readonly Buffer[]): Map<number, HuffmanCode> {
  const codes = new Map<number, HuffmanCode>();
  for (const segment of tables) {
    for (let at = 4; at + 17 <= segment.length;) {
      const lengths = segment.subarray(at + 1, at + 17);
      const symbols = segment.subarray(at + 17, at + 17 + lengths.reduce((sum, count) => sum + count, 0));
      codes.set(segment[at] as number, huffmanCode(lengths, symbols));
      at += 17 + symbols.length;
    }
  }
  return codes;
}

/** Annex C.2: codes of each length count on from the last one, with a zero more for each bit that is added. */
function huffmanCode(lengths: Buffer, symbols: Buffer): HuffmanCode {
  const table = new Uint16Array(0x10000);
  let symbol = 0;
  let from = 0;
  for (let length = 1; length <= 16; length++) {
    const reach = 1 << (16 - length);
    for (let left = lengths[length - 1] ?? 0; left > 0; left--, symbol++, from += reach)
      table.fill((length << 8) | (symbols[symbol] ?? 0), from, from + reach);
  }
  return table;
}
