/** Ways to damage a file so that its parser is misled: lengths, counts, offsets, signatures and ends above all. */
import type { Random } from './random.js';

type Mutation = (bytes: Buffer, random: Random) => Buffer;

/** Numbers with which arithmetic on lengths and offsets goes wrong. */
const awkward = [
  0, 1, 2, 7, 8, 0x7f, 0x80, 0xff, 0x7fff, 0xffff, 0x10000, 0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff,
];

const truncate: Mutation = (bytes, random) => bytes.subarray(0, random.below(bytes.length + 1));

const flipBits: Mutation = (bytes, random) => {
  for (let count = 1 + random.below(8); count > 0; count--) {
    const at = near(bytes, random);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << random.below(8));
  }
  return bytes;
};

const setBytes: Mutation = (bytes, random) => {
  for (let count = 1 + random.below(6); count > 0; count--) bytes[near(bytes, random)] = random.below(256);
  return bytes;
};

const setNumber: Mutation = (bytes, random) => {
  if (bytes.length < 8) return setBytes(bytes, random);
  const at = Math.min(near(bytes, random), bytes.length - 8);
  const value = random.of(awkward);
  switch (random.below(5)) {
    case 0:
      bytes.writeUInt16LE(value & 0xffff, at);
      break;
    case 1:
      bytes.writeUInt16BE(value & 0xffff, at);
      break;
    case 2:
      bytes.writeUInt32LE(value, at);
      break;
    case 3:
      bytes.writeUInt32BE(value, at);
      break;
    default:
      bytes.writeBigUInt64BE((BigInt(value) << 32n) | BigInt(random.of(awkward)), at);
  }
  return bytes;
};

const remove: Mutation = (bytes, random) => {
  const from = near(bytes, random);
  const length = 1 + random.below(random.of([4, 64, 1024]));
  return Buffer.concat([bytes.subarray(0, from), bytes.subarray(from + length)]);
};

const repeat: Mutation = (bytes, random) => {
  const from = near(bytes, random);
  const part = bytes.subarray(from, from + 1 + random.below(random.of([16, 256, 4096])));
  const times = 1 + random.below(random.of([2, 4, 64]));
  return Buffer.concat([
    bytes.subarray(0, from),
    ...Array.from({ length: times }, () => part),
    bytes.subarray(from),
  ]);
};

const fill: Mutation = (bytes, random) => {
  const from = near(bytes, random);
  const to = Math.min(bytes.length, from + 1 + random.below(512));
  return bytes.fill(random.of([0, 0xff, 0x20, 0x28, random.below(256)]), from, to);
};

/** A long middle pushes the end out of the first reads. */
const stretch: Mutation = (bytes, random) => {
  const from = near(bytes, random);
  const filler = Buffer.alloc(
    1 + random.below(random.of([8_192, 90_000, 300_000])),
    random.of([0, 0xff, 0x41]),
  );
  return Buffer.concat([bytes.subarray(0, from), filler, bytes.subarray(from)]);
};

const mutations: readonly Mutation[] = [
  truncate,
  flipBits,
  setBytes,
  setNumber,
  setNumber,
  setNumber,
  remove,
  repeat,
  fill,
  stretch,
];

/** The file with one to four damages; parts of `other` are inserted now and then. */
export function mutate(original: Buffer, other: Buffer, random: Random): Buffer {
  let bytes: Buffer = Buffer.from(original);
  if (random.below(12) === 0) bytes = graft(bytes, other, random);
  for (let count = 1 + random.below(4); count > 0; count--) {
    if (bytes.length === 0) return bytes;
    bytes = Buffer.from(random.of(mutations)(bytes, random));
  }
  return bytes;
}

function graft(bytes: Buffer, other: Buffer, random: Random): Buffer {
  const from = random.below(other.length + 1);
  return Buffer.concat([
    bytes.subarray(0, random.below(bytes.length + 1)),
    other.subarray(from, from + 8_192),
  ]);
}

/** Most structure is at a file's ends: two of three positions are chosen there. */
function near(bytes: Buffer, random: Random): number {
  const reach = Math.min(bytes.length, 512);
  const draw = random.below(3);
  if (draw === 0) return random.below(reach);
  if (draw === 1) return bytes.length - 1 - random.below(reach);
  return random.below(bytes.length);
}
