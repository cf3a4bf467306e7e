import type { Random } from './random.js';

export interface Mark {
  readonly family: string;
  readonly name: string;
  /** Types of the family; the first one is declared. */
  readonly types: readonly string[];
  /** The file: the mark, with fields of sizes and counts that fit, before a body. */
  readonly before: (body: Buffer, random: Random) => Buffer;
}

export const latin = (text: string): Buffer => Buffer.from(text, 'latin1');

function u32(value: number, littleEndian: boolean): Buffer {
  const bytes = Buffer.alloc(4);
  if (littleEndian) bytes.writeUInt32LE(value >>> 0);
  else bytes.writeUInt32BE(value >>> 0);
  return bytes;
}
export const le = (value: number): Buffer => u32(value, true);
export const be = (value: number): Buffer => u32(value, false);

type Part = string | Buffer | ((body: Buffer, random: Random) => Buffer);

/** A mark of parts that stand side by side. */
export function mark(family: string, types: string | readonly string[], ...parts: Part[]): Mark {
  const name = parts.map((part) => (typeof part === 'string' ? JSON.stringify(part) : '…')).join(' ');
  return {
    family,
    name,
    types: typeof types === 'string' ? [types] : types,
    before: (body, random) =>
      Buffer.concat([
        ...parts.map((part) =>
          typeof part === 'string' ? latin(part) : typeof part === 'function' ? part(body, random) : part,
        ),
        body,
      ]),
  };
}
