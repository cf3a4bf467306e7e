import { has, u16le, u32le } from '../../reading/bytes.js';
import type { FileView } from '../../reading/file-view.js';
import type { Findings } from '../../evidence/finding.js';
import type { Anatomy, FormatFamily } from '../../evidence/format.js';
import { hasPaddingRun } from '../../evidence/padding.js';
import { inflateFrom, mostUnpackedBytes } from './deflate/deflate.js';
import { resync } from './deflate/deflate-resync.js';
import { judgeExpansion } from './entries/expansion.js';
import { isMember } from './gzip-proof.js';

const mark = '\x1f\x8b\x08';
const trailerBytes = 8;
/** What is read in front of the tail when no block begins in it. */
const furtherBytes = 96 * 1024;
/** A file with no more than this between head and tail is read whole, and unpacked from its beginning. */
const smallGapBytes = 36 * 1024;
/** So much of the tail without a block's beginning is rare, and more is read to find one. */
const farBytes = 56 * 1024;
/** A file that is no longer can be read and unpacked whole, for want of a block at its end. */
const wholeBytes = 2 * 1024 * 1024;
/** RFC 1951: the best that deflate can do is 1032 to 1. */
const bestRatio = 1032;
const flag = { headerCrc: 2, extra: 4, name: 8, comment: 16 } as const;
/** Members in a file that is read whole; block compressors write many small ones. */
const memberCap = 1024;
const memberTries = 8;

type End = Omit<Anatomy, 'unitAt'>;

/** gzip (RFC 1952): members, each a header, deflated content, its checksum and its length. */
export const gzip: FormatFamily = {
  name: 'gz',
  unit: 'a member of deflated content',

  recognise(head) {
    const system = head[9] ?? 0xfe;
    return has(head, 0, mark) && (head[3] ?? 0xff) < 0x20 && (system < 14 || system === 0xff)
      ? 'application/gzip'
      : undefined;
  },

  async examine(file, _type, findings): Promise<Anatomy> {
    const content = headerEnd(file.head, 0);
    if (content === undefined) {
      findings.refuse('structure-broken', 10, 'the gzip header does not end');
      return { unitAt: undefined };
    }
    const unitAt = isMember(file.head, content) ? content : undefined;
    if (unitAt === undefined) return { unitAt };
    const whole = await wholeOf(file);
    const anatomy = whole ? walkMembers(whole, findings) : await endInTail(file, findings);
    // Of a member that is cut off the length is missing: what stands last is content.
    if (findings.has('truncated')) return { ...anatomy, unitAt };
    const judgedEnd = anatomy.end ?? file.sizeBytes;
    const length = u32le(await file.bytes(judgedEnd - 4, 4), 0);
    judgeExpansion(length, judgedEnd, judgedEnd - 4, findings);
    return { ...anatomy, unitAt };
  },
};

/** Section 2.3: where the deflated content of the member at `from` begins. */
function headerEnd(b: Buffer, from: number): number | undefined {
  const flags = b[from + 3] ?? 0;
  let at = from + 10;
  if (flags & flag.extra) at += 2 + u16le(b, at);
  for (const text of [flag.name, flag.comment]) {
    if (!(flags & text)) continue;
    const zero = b.indexOf(0, at);
    if (zero < 0) return undefined;
    at = zero + 1;
  }
  if (flags & flag.headerCrc) at += 2;
  return at <= b.length ? at : undefined;
}

async function wholeOf(file: FileView): Promise<Buffer | undefined> {
  const { head, tail, tailOffset, isWhole } = file;
  if (isWhole) return head;
  const gap = tailOffset - head.length;
  return gap > smallGapBytes ? undefined : Buffer.concat([head, await file.bytes(head.length, gap), tail]);
}

/** The end of the last member, by unpacking; `undefined` when that would take too much memory. */
function walkMembers(whole: Buffer, findings: Findings): End {
  const { end, stopped, content } = followMembers(whole, 0);
  if (stopped) judgeUnended(stopped, content, whole.length, findings);
  return stopped ? {} : { end: Math.min(end, whole.length) };
}

interface Members {
  /** Behind the last whole member. */
  readonly end: number;
  /** What is wrong with the member there, if one begins. */
  readonly stopped?: 'cut' | 'broken' | 'too-large';
  /** Where its content begins. */
  readonly content: number;
}

/** From member to member; all of them together may unpack to as much as a single one. */
function followMembers(bytes: Buffer, from: number): Members {
  let end = from;
  let outputCap = mostUnpackedBytes;
  for (let members = 0; members < memberCap && has(bytes, end, mark); members++) {
    const content = headerEnd(bytes, end);
    if (content === undefined) break;
    const inflated = inflateFrom(bytes, content, { outputCap });
    if (inflated.outcome !== 'whole') return { end, stopped: inflated.outcome, content };
    outputCap = Math.max(1, outputCap - inflated.unpacked);
    end = inflated.end + trailerBytes;
    if (members === memberCap - 1) return { end, stopped: 'too-large', content: end };
  }
  return { end, content: end };
}

function judgeUnended(
  outcome: NonNullable<Members['stopped']>,
  content: number,
  sizeBytes: number,
  findings: Findings,
): void {
  if (outcome === 'cut') findings.warn('truncated', sizeBytes, 'the deflated content does not end');
  if (outcome === 'broken') {
    findings.refuse('structure-broken', content, 'the content of the gzip member is not deflated');
  }
}

/**
 * A long file ends with deflated blocks, or with a short last member, or, where its blocks are too long to be found,
 * with a length that fits its size. Positions in deflated data can't be distinguished, so the middle is
 * searched, but may be anything; and a last block or so may have been copied behind something else.
 */
async function endInTail(file: FileView, findings: Findings): Promise<End> {
  const middle = { from: 0, fits: () => true };
  const isNear = (blocks: Blocks) => blocks.blockAt < file.tailOffset + farBytes && !blocks.isBehindPadding;
  const near = resyncedEnd(file.tail, file.tailOffset);
  const far = near && isNear(near) ? undefined : await endFurtherBack(file);
  const end = far?.end ?? near?.end ?? memberEndInTail(file);
  if (end === undefined) return unseenEnd(file, findings);
  const isOpenEnded = far ? far.isBehindPadding : near === undefined || !isNear(near);
  return { isOpenEnded, middle, end: lastMemberEnd(file, Math.min(file.sizeBytes, end)) };
}

/** Blocks of fixed codes, and very long ones, are not found. A file in doubt that isn't long is unpacked whole. */
async function unseenEnd(file: FileView, findings: Findings): Promise<End> {
  const isUsual =
    u32le(file.tail, file.tail.length - 4) >= file.sizeBytes * 0.9 && statesPossibleLength(file);
  if (!isUsual && file.sizeBytes <= wholeBytes)
    return walkMembers(await file.bytes(0, file.sizeBytes), findings);
  if (!statesPossibleLength(file))
    findings.refuse('ending-missing', file.sizeBytes - 4, 'it states more content than can be deflated');
  else if (!isUsual)
    findings.warn('structure-odd', file.tailOffset, 'no block of deflated data is found in its last bytes');
  return { isOpenEnded: true, middle: { from: 0, fits: () => true } };
}

interface Blocks {
  /** The byte in which the first of them begins. */
  readonly blockAt: number;
  /** Behind the trailer that follows the last one. */
  readonly end: number;
  /** A run of padding stands before them: deflated zeros look so, and so does what a copied block was put behind. */
  readonly isBehindPadding: boolean;
}

function resyncedEnd(bytes: Buffer, offset: number, searched = bytes.length): Blocks | undefined {
  const found = resync(bytes, searched);
  if (!found) return undefined;
  const isBehindPadding = hasPaddingRun(bytes.subarray(0, found.start));
  return { blockAt: offset + found.start, end: offset + found.end + trailerBytes, isBehindPadding };
}

/** A last member that begins in the tail and ends with the file, whatever codes it is packed with. */
function memberEndInTail({ tail, tailOffset, sizeBytes }: FileView): number | undefined {
  let tries = 0;
  for (let at = tail.indexOf(mark, 0, 'latin1'); at >= 0 && tries < memberTries; tries++) {
    const { end, stopped } = followMembers(tail, at);
    if (!stopped && tailOffset + end === sizeBytes) return sizeBytes;
    at = tail.indexOf(mark, at + 1, 'latin1');
  }
  return undefined;
}

/** Some compressors write blocks longer than the tail; and what was put behind the end may be as long. */
async function endFurtherBack(file: FileView): Promise<Blocks | undefined> {
  const start = Math.max(0, file.tailOffset - furtherBytes);
  const before = await file.bytes(start, file.tailOffset - start);
  return resyncedEnd(Buffer.concat([before, file.tail]), start, before.length);
}

/** Modulo 2^32, so nothing is known of content of 4 GiB and more. */
const statesPossibleLength = ({ tail, sizeBytes }: FileView): boolean =>
  sizeBytes * bestRatio > 0xffffffff || u32le(tail, tail.length - 4) < sizeBytes * bestRatio;

/** Members that follow the one in which the blocks were found. */
const lastMemberEnd = ({ tail, tailOffset }: FileView, first: number): number =>
  first < tailOffset ? first : tailOffset + followMembers(tail, first - tailOffset).end;
