import { constants, inflateRawSync } from 'node:zlib';
import { has, u16le, u32le } from '../../../reading/bytes.js';
import { FileView } from '../../../reading/file-view.js';
import { Findings } from '../../../evidence/finding.js';
import { judgeExpansion } from './expansion.js';
import { readDirectory, type ZipDirectory, type ZipEntry } from './zip-directory.js';

/** What holds other files, by its name. */
const archiveName = /\.(zip|7z|rar|tar|tgz|gz|bz2|xz|zst|cab|iso)$/i;
/** An empty archive is no longer. */
const leastArchiveBytes = 23;
/** The tables of a block of deflate take up to some 300 bytes. */
const peekBytes = 512;
/** What unpacks to more of them than this is no archive but by its name. */
const peekedBytes = 64 * 1024;

/** How deep, how many of one archive, and how much is unpacked to look at. */
const limits = {
  depth: 4,
  members: 64,
  readArchives: 3,
  unpackedBytes: 2 * 1024 * 1024,
  storedBytes: 256 * 1024,
};
/** Unpacking a few dozen bytes takes as long as a step of a parser. */
const bytesPerStep = 32;

/** A file in the archive, as it is stored. */
export interface Member {
  readonly name: string;
  readonly at: number;
  readonly storedBytes: number;
  readonly bytes: number;
  /** Does it stand there as it is? */
  readonly isStored: boolean;
}

/** Warns of archives in the archive. */
export function judgeNested(members: readonly Pick<Member, 'name' | 'at'>[], findings: Findings): void {
  const nested = members.find(({ name }) => archiveName.test(name));
  if (nested) findings.warn('archive-nested', nested.at, nested.name.split('.').pop());
}

/**
 * What the archives in the archive unpack to, and those in them: as a whole, more than 50 MB and 200 times the file is a
 * bomb (42.zip is 16 archives of 16 each, five levels deep).
 */
export async function judgeNestedExpansion(
  file: FileView,
  members: readonly Member[],
  findings: Findings,
): Promise<void> {
  const look = new NestedLook(file);
  let unpacked = 0;
  for (const member of members) unpacked += await look.unpackedBytes(file, member, 1);
  if (unpacked > 0) judgeExpansion(unpacked, file.sizeBytes, look.firstAt ?? 0, findings);
}

/** Its entries, as members; `shift` bytes stand in front of the archive. */
export const membersOf = ({ entries, shift }: ZipDirectory, file: FileView): Member[] =>
  entries
    .filter(({ encrypted, method }) => !encrypted && (method === 0 || method === 8))
    .map((entry) => memberOf(file, entry, shift));

function memberOf(file: FileView, entry: ZipEntry, shift: number): Member {
  const at = entry.offset + Math.max(0, shift);
  const local = file.cached(at, 30);
  const headerBytes = 30 + (local ? u16le(local, 26) + u16le(local, 28) : entry.nameLength);
  return {
    name: entry.name,
    at: at + headerBytes,
    storedBytes: entry.compressedBytes,
    bytes: entry.bytes,
    isStored: entry.method === 0,
  };
}

const isZip = (bytes: Buffer): boolean => has(bytes, 0, 'PK\x03\x04');
const isGzip = (bytes: Buffer): boolean => has(bytes, 0, '\x1f\x8b\x08');

class NestedLook {
  firstAt: number | undefined;
  private unpackedLeft = limits.unpackedBytes;
  private membersLeft = limits.members;
  private readsLeft = limits.readArchives;

  constructor(private readonly outer: FileView) {}

  /** What this member unpacks to beyond its own size. */
  async unpackedBytes(within: FileView, member: Member, depth: number): Promise<number> {
    if (member.bytes < leastArchiveBytes || depth > limits.depth || this.membersLeft === 0) return 0;
    this.membersLeft--;
    if (!(await this.isArchive(within, member))) return 0;
    const content = await this.contentOf(within, member);
    if (!content || !(isGzip(content) || isZip(content))) return 0;
    this.firstAt ??= member.at;
    // RFC 1952, 2.3.1: how long the content is stands at the end.
    if (isGzip(content)) return u32le(content, content.length - 4);
    const inner = await viewOf(content);
    const directory = await readDirectory(inner, new Findings(content.length));
    if (!directory) return 0;
    let unpacked = 0;
    for (const one of membersOf(directory, inner))
      unpacked += one.bytes + (await this.unpackedBytes(inner, one, depth + 1));
    return unpacked;
  }

  /** By its first bytes, under any name; or by its name, where these unpack to too much to look at. */
  private async isArchive(within: FileView, { name, at, storedBytes, isStored }: Member): Promise<boolean> {
    const isNamed = archiveName.test(name);
    const stored =
      within.cached(at, Math.min(storedBytes, peekBytes)) ??
      (isNamed ? await this.read(within, at, storedBytes) : undefined);
    if (!stored) return false;
    const start = isStored
      ? stored
      : inflated(stored.subarray(0, peekBytes), peekedBytes, constants.Z_SYNC_FLUSH);
    this.outer.work.spend((start?.length ?? peekedBytes) / bytesPerStep, at);
    return start ? isZip(start) || isGzip(start) : isNamed;
  }

  private async contentOf(
    within: FileView,
    { at, storedBytes, bytes, isStored }: Member,
  ): Promise<Buffer | undefined> {
    if (storedBytes > limits.storedBytes || bytes > this.unpackedLeft) return undefined;
    const stored = within.cached(at, storedBytes) ?? (await this.read(within, at, storedBytes));
    if (!stored || isStored) return stored;
    this.outer.work.spend(bytes / bytesPerStep, at);
    this.unpackedLeft -= bytes;
    return inflated(stored, Math.max(1, bytes));
  }

  private async read(within: FileView, at: number, length: number): Promise<Buffer | undefined> {
    if (this.readsLeft === 0 || length === 0 || length > limits.storedBytes) return undefined;
    this.readsLeft--;
    return within.allowance(1).bytes(at, length);
  }
}

function inflated(
  bytes: Buffer,
  maxOutputLength: number,
  finishFlush = constants.Z_FINISH,
): Buffer | undefined {
  try {
    return inflateRawSync(bytes, { maxOutputLength, finishFlush });
  } catch {
    return undefined;
  }
}

const viewOf = (bytes: Buffer): Promise<FileView> =>
  FileView.open(
    {
      sizeBytes: bytes.length,
      read: (offset, length) => Promise.resolve(bytes.subarray(offset, offset + length)),
    },
    bytes.length,
    { ranges: 4, bytes: 2 * bytes.length + 1 },
  );
