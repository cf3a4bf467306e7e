import { crc32 } from '../../../lambda/core/content/reading/crc32.js';
import { noiseBytes, pairs, type Recipe } from '../recipe.js';

/** RAR 5.0 archive format, "General archive block format": numbers with seven bits per byte, the low ones first. */
function varint(value: number): Buffer {
  const bytes: number[] = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return Buffer.from([...bytes, rest]);
    bytes.push((rest % 128) | 0x80);
  }
}

function sumOf(bytes: Buffer): Buffer {
  const sum = Buffer.alloc(4);
  sum.writeUInt32LE(crc32(bytes));
  return sum;
}

function block(type: number, flags: number, ...fields: readonly Buffer[]): Buffer {
  const body = Buffer.concat([varint(type), varint(flags), ...fields]);
  const header = Buffer.concat([varint(body.length), body]);
  return Buffer.concat([sumOf(header), header]);
}

const signature = Buffer.from('Rar!\x1a\x07\x01\0', 'latin1');
const hasData = 2;
const hasSum = 4;

function stored(name: string, content: Buffer): Buffer {
  const [size, label] = [varint(content.length), Buffer.from(name)];
  const attributes = varint(0o100644);
  const sum = sumOf(content);
  const [method, unix] = [varint(0), varint(1)];
  const fields = [size, varint(hasSum), size, attributes, sum, method, unix, varint(label.length), label];
  return Buffer.concat([block(2, hasData, ...fields), content]);
}

const kinds = {
  zeros: (length: number) => Buffer.alloc(length),
  noise: noiseBytes,
  'noise, zeros': (length: number, seed: number) =>
    Buffer.concat([noiseBytes(Math.ceil(length / 2), seed), Buffer.alloc(Math.floor(length / 2))]),
};
const amounts = [
  [0, 1],
  [1000, 3],
  [400_000, 4],
  [3_000_000, 1],
  [500, 2000],
] as const;

/** Stored members, like `rar -m0`. */
export const rars: Recipe[] = pairs(Object.entries(kinds), amounts).map(
  ([[kind, fill], [length, members]]) => ({
    name: `RAR, ${members} x ${length} ${kind}`,
    type: 'application/vnd.rar',
    ending: 'rar',
    make: (seed) =>
      Buffer.concat([
        signature,
        block(1, 0, varint(0)),
        ...Array.from({ length: members }, (_, n) => stored(`part ${n}.dat`, fill(length, seed + n))),
        block(5, 0, varint(0)),
      ]),
  }),
);
