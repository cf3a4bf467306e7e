import { constants, inflateSync } from 'node:zlib';
import { latin1 } from '../../reading/bytes.js';
import { withoutPredictor, type Predictor } from './pdf-predictor.js';
import { lzwDecoded } from './pdf-lzw.js';

type Decoder = (packed: Buffer, most: number, early: number) => Buffer;

/** ISO 32000-1, table 6, and the short names of table 94, which readers take everywhere. */
const decoders: Readonly<Record<string, Decoder>> = {
  FlateDecode: inflated,
  Fl: inflated,
  LZWDecode: lzwDecoded,
  LZW: lzwDecoded,
  ASCIIHexDecode: fromDigits,
  AHx: fromDigits,
  ASCII85Decode: fromDigits85,
  A85: fromDigits85,
  RunLengthDecode: fromRuns,
  RL: fromRuns,
};
/** Nobody needs more of them one behind the other. */
const mostFilters = 8;

/**
 * What a stream holds, without the filters that its dictionary names.
 * @param most of bytes after each filter
 * @returns nothing where a filter is not known here, or its data are no such
 */
export function unfiltered(packed: Buffer, dictionary: string, most: number): Buffer | undefined {
  const filters = filtersOf(dictionary);
  if (!filters || filters.length > mostFilters) return undefined;
  const parameters = parametersOf(dictionary);
  let bytes = packed;
  for (const [i, name] of filters.entries()) {
    if (!Object.hasOwn(decoders, name)) return undefined;
    const { predictor, early } = readParameters(parameters[i] ?? '');
    try {
      bytes = decoders[name]?.(bytes, most, early) ?? bytes;
    } catch {
      return undefined;
    }
    if (/^(?:Fl|LZW)/.test(name)) bytes = withoutPredictor(bytes, predictor);
  }
  return bytes;
}

/** In the order in which they are removed; nothing where the dictionary does not say it in itself, and in one way. */
function filtersOf(dictionary: string): readonly string[] | undefined {
  const stated = [...dictionary.matchAll(/\/Filter(?!\w)[\s\0]*(\[[^\]]{0,400}\]?|\/\w+)?/g)];
  if (stated.length === 0) return [];
  const value = stated[0]?.[1];
  if (stated.length > 1 || value === undefined || /\d[\s\0]+R/.test(value)) return undefined;
  return [...value.matchAll(/\/(\w+)/g)].map(([, name = '']) => name);
}

/** Of each filter; `null` where one has none. */
function parametersOf(dictionary: string): readonly string[] {
  const value = /\/(?:DecodeParms|DP)(?!\w)[\s\0]*(\[[^\]]{0,1000}\]|<<[^>]{0,1000}>>)/.exec(dictionary)?.[1];
  return value?.match(/<<[^>]{0,1000}>>|null/g) ?? [];
}

function readParameters(text: string): { predictor: Predictor; early: number } {
  const number = (key: string, otherwise: number) => {
    const found = new RegExp(String.raw`/${key}[\s\0]+(\d{1,9})`).exec(text)?.[1];
    return found === undefined ? otherwise : Number(found);
  };
  const predictor = {
    kind: number('Predictor', 1),
    colors: number('Colors', 1),
    bits: number('BitsPerComponent', 8),
    columns: number('Columns', 1),
  };
  return { predictor, early: number('EarlyChange', 1) };
}

function inflated(packed: Buffer, most: number): Buffer {
  return inflateSync(packed, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: most });
}

/** 7.4.2: digits up to `>`, with a zero behind an odd one. */
function fromDigits(packed: Buffer): Buffer {
  const digits = (latin1(packed).split('>', 1)[0] ?? '').replace(/[^\da-f]/gi, '');
  return Buffer.from(digits.length % 2 === 0 ? digits : `${digits}0`, 'hex');
}

const first85 = 0x21;
const zeros85 = 0x7a;
const end85 = 0x7e;

/** 7.4.3: five characters for four bytes, `z` for four zeros, fewer at the end, up to `~>`. */
function fromDigits85(packed: Buffer): Buffer {
  const out = Buffer.alloc(packed.length * 4);
  const from = packed.length > 1 && packed[0] === 0x3c && packed[1] === end85 ? 2 : 0;
  let [length, value, count] = [0, 0, 0];
  const write = (bytes: number) => {
    for (let i = 0; i < bytes; i++) out[length++] = Math.floor(value / 2 ** (24 - 8 * i)) & 0xff;
    [value, count] = [0, 0];
  };
  for (let at = from; at < packed.length && packed[at] !== end85; at++) {
    const c = packed[at] as number;
    if (c === zeros85 && count === 0) write(4);
    else if (c >= first85 && c < first85 + 85) {
      value = value * 85 + c - first85;
      if (++count === 5) write(4);
    }
  }
  if (count > 1) {
    const given = count;
    for (; count < 5; count++) value = value * 85 + 84;
    write(given - 1);
  }
  return out.subarray(0, length);
}

/** 7.4.5: a length and so many bytes, or one byte to repeat; 128 ends it. */
function fromRuns(packed: Buffer, most: number): Buffer {
  const runs: Buffer[] = [];
  let length = 0;
  for (let at = 0; at < packed.length && length < most;) {
    const count = packed[at] as number;
    if (count === 128) break;
    const run =
      count < 128 ? packed.subarray(at + 1, at + 2 + count) : Buffer.alloc(257 - count, packed[at + 1] ?? 0);
    runs.push(run);
    length += run.length;
    at += count < 128 ? 2 + count : 2;
  }
  return Buffer.concat(runs);
}
