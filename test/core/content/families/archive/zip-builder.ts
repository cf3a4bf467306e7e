/** Builds ZIP archives field by field, with each of them changed. */
import { deflateRawSync } from 'node:zlib';
import { crc32 } from '../../../../../lambda/core/content/reading/crc32.js';
import { bytesOf } from '../../file-bytes.js';

export interface Entry {
  readonly name?: string;
  /** Where the local header has another one. */
  readonly localName?: string;
  readonly content?: Buffer;
  readonly isStored?: boolean;
  readonly extra?: Buffer;
  readonly localExtra?: Buffer;
  /** Of Unix: kind and rights. */
  readonly mode?: number;
  /** Sizes and checksum behind the data. */
  readonly isDescribed?: boolean;
  /** Changes the local header, the descriptor behind the data, or the directory's record. */
  readonly changeLocal?: (header: Buffer) => void;
  readonly changeDescriptor?: (descriptor: Buffer) => void;
  readonly changeStated?: (record: Buffer) => void;
  /** Bytes in front of the entry. */
  readonly gap?: Buffer;
}

const none: Buffer = Buffer.alloc(0);
const text = bytesOf('hello, reader. '.repeat(20));

/** @param ending what stands between the directory and its end record, and how that is changed */
export function zipOf(
  entries: readonly Entry[],
  { gapBehind = none, changeEnd = undefined as ((end: Buffer) => void) | undefined, beforeEnd = none } = {},
): Buffer {
  const parts: Buffer[] = [];
  const records: Buffer[] = [];
  let offset = 0;
  const add = (bytes: Buffer): void => {
    parts.push(bytes);
    offset += bytes.length;
  };
  for (const entry of entries) {
    if (entry.gap) add(entry.gap);
    const at = offset;
    const { local, data, descriptor, record } = partsOf(entry, at);
    for (const part of [local, data, descriptor]) add(part);
    records.push(record);
  }
  add(gapBehind);
  const central = Buffer.concat(records);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  changeEnd?.(end);
  return Buffer.concat([...parts, central, beforeEnd, end]);
}

function partsOf(entry: Entry, offset: number) {
  const { name = 'a.txt', content = text, isStored = false, isDescribed = false, mode } = entry;
  const data = isStored ? content : deflateRawSync(content);
  const extra = entry.extra ?? Buffer.alloc(0);
  const localExtra = entry.localExtra ?? extra;
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(20, 0);
  fields.writeUInt16LE(isDescribed ? 8 : 0, 2);
  fields.writeUInt16LE(isStored ? 0 : 8, 4);
  fields.writeUInt32LE(0x5a6e_8c21, 6);
  fields.writeUInt32LE(crc32(content), 10);
  fields.writeUInt32LE(data.length, 14);
  fields.writeUInt32LE(content.length, 18);
  fields.writeUInt16LE(name.length, 22);
  fields.writeUInt16LE(extra.length, 24);
  const localName = bytesOf(entry.localName ?? name);
  const header = Buffer.concat([bytesOf('PK\x03\x04'), fields]);
  header.writeUInt16LE(localName.length, 26);
  header.writeUInt16LE(localExtra.length, 28);
  const descriptor = isDescribed
    ? Buffer.concat([bytesOf('PK\x07\x08'), fields.subarray(10, 22)])
    : Buffer.alloc(0);
  if (isDescribed) header.fill(0, 14, 26);
  entry.changeLocal?.(header);
  entry.changeDescriptor?.(descriptor);
  const rest = Buffer.alloc(14);
  if (mode !== undefined) rest.writeUInt16LE(mode, 8);
  rest.writeUInt32LE(offset, 10);
  const made = bytesOf(mode === undefined ? '\x14\0' : '\x14\x03');
  const record = Buffer.concat([bytesOf('PK\x01\x02'), made, fields, rest, bytesOf(name), extra]);
  entry.changeStated?.(record);
  return { local: Buffer.concat([header, localName, localExtra]), data, descriptor, record };
}

/** An extra field. */
export function field(id: number, content: Buffer): Buffer {
  const header = Buffer.alloc(4);
  header.writeUInt16LE(id, 0);
  header.writeUInt16LE(content.length, 2);
  return Buffer.concat([header, content]);
}

/** The name in UTF-8 (APPNOTE.TXT 4.6.9), for a header's name. */
export function unicodeName(name: string, of: string): Buffer {
  const sum = Buffer.alloc(4);
  sum.writeUInt32LE(crc32(bytesOf(of)));
  return field(0x7075, Buffer.concat([Buffer.from([1]), sum, Buffer.from(name)]));
}

/** The end record of ZIP64, what leads to it, and a gap between the two, where there is one. */
export function wideEnd(entries: number, size: number, offset: number, gap: Buffer = none): Buffer {
  const record = Buffer.alloc(56);
  record.write('PK\x06\x06', 'latin1');
  record.writeBigUInt64LE(44n, 4);
  record.writeBigUInt64LE(BigInt(entries), 24);
  record.writeBigUInt64LE(BigInt(entries), 32);
  record.writeBigUInt64LE(BigInt(size), 40);
  record.writeBigUInt64LE(BigInt(offset), 48);
  const locator = Buffer.alloc(20);
  locator.write('PK\x06\x07', 'latin1');
  locator.writeBigUInt64LE(BigInt(offset + size), 8);
  locator.writeUInt32LE(1, 16);
  return Buffer.concat([record, gap, locator]);
}
