import { constants, inflateRawSync } from 'node:zlib';
import { has, latin1, u16le } from '../reading/bytes.js';
import type { Allowance, FileView } from '../reading/file-view.js';
import type { ZipDirectory, ZipEntry } from '../families/archive/zip-directory.js';

/** How far the extra field of a local header may push the content. */
const localExtraSlack = 1200;
/** Parts stand side by side: what is read ahead holds the next ones. */
const readAhead = 64 * 1024;
const mostPacked = 512 * 1024;
/** Reads beyond those of the directory, and what all parts together may unpack to. */
const mostReads = 8;
const mostUnpacked = 4 * 1024 * 1024;
/** Native code looks at so many bytes in the time of a step. */
const bytesPerStep = 32;

/** Reads parts of a package until what is set aside for it is used up; then the rest stays unseen. */
export class PackageParts {
  private readonly reads: Allowance;
  private left = mostUnpacked;

  constructor(
    private readonly file: FileView,
    private readonly directory: ZipDirectory,
  ) {
    this.reads = file.allowance(mostReads);
  }

  /** Where a part stands in the file. */
  at(entry: ZipEntry): number {
    return entry.offset + Math.max(0, this.directory.shift);
  }

  /** What is in a part, up to `most` bytes of it; `undefined` if it can't be read, or is encrypted. */
  async read(entry: ZipEntry, most: number): Promise<Buffer | undefined> {
    const cap = Math.min(most, this.left);
    if (entry.encrypted || cap <= 0 || (entry.method !== 0 && entry.method !== 8)) return undefined;
    const packedBytes = Math.min(entry.compressedBytes, mostPacked);
    const wanted = 30 + entry.nameLength + localExtraSlack + packedBytes;
    const local = await this.reads.bytes(this.at(entry), wanted, Math.max(wanted, readAhead));
    if (!local || !has(local, 0, 'PK\x03\x04')) return undefined;
    const start = 30 + u16le(local, 26) + u16le(local, 28);
    const packed = local.subarray(start, start + packedBytes);
    const bytes = entry.method === 8 ? inflated(packed, cap) : packed.subarray(0, cap);
    this.left -= bytes.length;
    this.file.work.spend(Math.ceil(bytes.length / bytesPerStep), this.at(entry));
    return bytes;
  }

  /** A part of XML, as UTF-8 bytes or decoded UTF-16: marks and names are ASCII. */
  async text(entry: ZipEntry, most: number): Promise<string | undefined> {
    const bytes = await this.read(entry, most);
    return bytes && partText(bytes);
  }
}

/** XML 1.0, appendix F: UTF-16 shows by its mark, or by the zeros of its first tag. */
function partText(bytes: Buffer): string {
  if (has(bytes, 0, '\xff\xfe') || has(bytes, 0, '<\0')) return bytes.toString('utf16le');
  if (has(bytes, 0, '\xfe\xff') || has(bytes, 0, '\0<'))
    return Buffer.from(bytes.subarray(0, bytes.length & ~1))
      .swap16()
      .toString('utf16le');
  return latin1(bytes);
}

function inflated(packed: Buffer, most: number): Buffer {
  try {
    // A part that was cut at our cap still gives its beginning.
    return inflateRawSync(packed, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: most });
  } catch (error) {
    return isTooLarge(error) ? beginning(packed, most) : Buffer.alloc(0);
  }
}

const isTooLarge = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';

/** Of a part that unpacks to more, what its first bytes unpack to: deflate makes at most 1,032 bytes of one. */
function beginning(packed: Buffer, most: number): Buffer {
  for (let length = packed.length >> 1; length >= 64; length >>= 1) {
    try {
      return inflateRawSync(packed.subarray(0, length), {
        finishFlush: constants.Z_SYNC_FLUSH,
        maxOutputLength: most,
      });
    } catch (error) {
      if (!isTooLarge(error)) break;
    }
  }
  return Buffer.alloc(0);
}
