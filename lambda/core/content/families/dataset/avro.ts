import { has, latin1 } from '../../reading/bytes.js';
import type { Anatomy, FormatFamily } from '../../evidence/format.js';
import { textGuests } from './text-guests.js';

const syncBytes = 16;
const headerBytes = 256 * 1024;
const mostEntries = 64;

/** Object containers (Apache Avro 1.12, "Object Container Files"): a map with the schema, then blocks. */
export const avro: FormatFamily = {
  name: 'avro',
  unit: 'a schema',
  recognise: (head) => (has(head, 0, 'Obj\x01') ? 'application/vnd.apache.avro' : undefined),

  async examine(file, _type, findings): Promise<Anatomy> {
    const header = readMap(file.head) ?? readMap(await file.bytes(0, headerBytes));
    if (!header?.hasSchema) return { unitAt: undefined };
    const { end } = header;
    const sync = await file.bytes(end, syncBytes);
    // Each block ends with the marker of its file.
    if (!file.tail.subarray(-syncBytes).equals(sync) && file.sizeBytes > end + syncBytes) {
      const last = file.tail.lastIndexOf(sync);
      const lastEnd = file.tailOffset + last + syncBytes;
      if (last >= 0) return { unitAt: 4, end: lastEnd, endIsSoft: true, nests: textGuests };
      findings.warn('truncated', file.sizeBytes, 'no marker of a block ends it');
    }
    return { unitAt: 4, end: file.sizeBytes, nests: textGuests, middle: { from: end, fits: () => true } };
  },
};

/** Blocks of names and values, each with its length, up to an empty block; undefined where it is cut or none. */
function readMap(b: Buffer): { hasSchema: boolean; end: number } | undefined {
  const reader = new AvroReader(b, 4);
  let hasSchema = false;
  for (let entries = reader.long(), total = 0; entries !== 0; entries = reader.long()) {
    total += Math.abs(entries);
    if (!(total <= mostEntries)) return undefined;
    // A negative number is followed by the length of the block.
    if (entries < 0) reader.long();
    for (let left = Math.abs(entries); left > 0; left--) {
      const name = reader.text();
      const value = reader.text();
      if (name === undefined || value === undefined) return undefined;
      hasSchema ||= name === 'avro.schema' && /^\s*[{["]/.test(value);
    }
  }
  return reader.at <= b.length ? { hasSchema, end: reader.at } : undefined;
}

class AvroReader {
  constructor(
    private readonly b: Buffer,
    public at: number,
  ) {}

  /** Seven bits a byte, the lowest first; the lowest bit of all is the sign. */
  long(): number {
    let value = 0;
    for (let scale = 1; scale < 2 ** 49; scale *= 128) {
      const byte = this.b[this.at++] ?? 0;
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
    }
    return NaN;
  }

  text(): string | undefined {
    const length = this.long();
    if (!(length >= 0) || this.at + length > this.b.length) return undefined;
    this.at += length;
    return latin1(this.b, this.at - length, this.at);
  }
}
