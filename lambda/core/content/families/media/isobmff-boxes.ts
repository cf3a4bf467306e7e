import { fourCc, u16be, u32be, u64be } from '../../reading/bytes.js';
import { looksCompressed } from '../../evidence/density.js';
import type { Allowance, FileView } from '../../reading/file-view.js';
import type { Findings } from '../../evidence/finding.js';
import type { Anatomy, Region } from '../../evidence/format.js';

const isBoxName = (name: string): boolean => /^[A-Za-z0-9 _\xa9-]{4}$/.test(name);
/** Media data and tables; every other top-level box is free-form. */
const ownBoxes = new Set(
  'ftyp moov moof sidx mfra styp meta mdat idat jp2c jp2h prft emsg'.split(' ').concat('jP  '),
);
/** A file that was cut off ends within one of these. */
const mayBeCut = new Set('mdat moov moof meta free skip wide udta uuid idat ftyp jp2c'.split(' '));
/** Boxes of which a stream's end is made. */
const streamBoxes = ['mdat', 'moof', 'mfra', 'free', 'sidx'];
const longestIndexBytes = 64 * 1024;
/** Of a file that is in memory; reads bound the boxes of others. */
const mostBoxes = 8 * 1024;

export interface Box {
  readonly name: string;
  readonly start: number;
  /** Behind name and size. */
  readonly contentAt: number;
  /** Infinity: up to the end of the file, whatever that is (ISO/IEC 14496-12, 4.2: size 0). */
  readonly end: number;
}

/** The box at `at`, by its first 16 bytes. A size of 1 means that 64 bits follow the name (4.2). */
export function boxAt(bytes: Buffer, at: number): Box | undefined {
  const name = fourCc(bytes, 4);
  const short = u32be(bytes, 0);
  const size = short === 1 && bytes.length >= 16 ? u64be(bytes, 8) : short;
  if (!isBoxName(name) || (size < 8 && size !== 0)) return undefined;
  const contentAt = at + (short === 1 ? 16 : 8);
  return { name, start: at, contentAt, end: size === 0 ? Infinity : at + size };
}

/** From one top-level box to the next, over an indexed stream in one step. */
export async function walkBoxes(
  file: FileView,
  findings: Findings,
): Promise<Pick<Anatomy, 'end' | 'freeForm' | 'middle' | 'isOpenEnded'>> {
  const { sizeBytes } = file;
  const steps = file.allowance(14);
  const freeForm: Region[] = [];
  let at = 0;
  for (let boxes = 0; sizeBytes - at >= 8; boxes++) {
    const bytes = boxes < mostBoxes ? await steps.bytes(at, 16) : undefined;
    if (!bytes) {
      const middle = { from: at, fits: () => true };
      return { freeForm, middle, isOpenEnded: true, ...(await endOfStream(file, findings)) };
    }
    const box = boxAt(bytes, at);
    if (!box) break;
    if (box.end > sizeBytes) {
      if (box.end !== Infinity && !mayBeCut.has(box.name)) break;
      judgeOpenEnd(file, box, findings);
      return { freeForm, end: sizeBytes, isOpenEnded: box.end === Infinity };
    }
    if (!ownBoxes.has(box.name) && box.end - at > 16) freeForm.push({ start: at + 8, end: box.end });
    at = box.name === 'sidx' ? await endOfIndexed(box, steps, sizeBytes) : box.end;
  }
  return { end: at, freeForm };
}

/** Tables, which don't look compressed. */
const tableBoxes = new Set(['moov', 'moof', 'meta', 'ftyp']);

/**
 * A box that reaches beyond the end of the file takes in whatever stands there: media has to be among it. One of no
 * size may end in silence or a black picture, which look like nothing.
 */
function judgeOpenEnd(file: FileView, { name, start, end }: Box, findings: Findings): void {
  if (end === Infinity) return;
  const isLong = !file.isWhole && start < file.tailOffset && !tableBoxes.has(name);
  if (isLong && !looksCompressed(file.tail))
    findings.refuse('ending-missing', file.tailOffset, `it is no part of the box ${name}`);
  else findings.warn('truncated', start, `the box ${name} reaches beyond the end of the file`);
}

/** Segment index (ISO/IEC 14496-12, 8.16.3): the sizes of all that follows it. */
async function endOfIndexed({ start, end }: Box, steps: Allowance, sizeBytes: number): Promise<number> {
  const index = await steps.bytes(start, Math.min(end - start, longestIndexBytes));
  if (!index) return end;
  const isWide = (index[8] ?? 0) > 0;
  const count = isWide ? 38 : 30;
  let total = isWide ? u64be(index, 28) : u32be(index, 24);
  for (
    let at = count + 2, left = u16be(index, count);
    left > 0 && at + 12 <= index.length;
    at += 12, left--
  ) {
    total += u32be(index, at) & 0x7fffffff;
  }
  return end + total <= sizeBytes ? end + total : end;
}

/** How far back the last fragment may begin to be found. */
const longestFragmentBytes = 1024 * 1024;

/**
 * More fragments than may be followed: a chain of boxes reaches the end of the file, or its last box is the index
 * that says how long it is. A fragment may be longer than what is read.
 */
async function endOfStream(file: FileView, findings: Findings): Promise<Pick<Anatomy, 'end'>> {
  const { tail, tailOffset, sizeBytes } = file;
  const inTail = chainIn(tail);
  if (inTail !== undefined) return { end: tailOffset + inTail };
  if (await endsWithIndex(file)) return { end: sizeBytes };
  const from = Math.max(0, sizeBytes - longestFragmentBytes);
  const further = chainIn(await file.bytes(from, sizeBytes - from));
  if (further !== undefined) return { end: from + further };
  findings.warn('structure-odd', tailOffset, 'no MP4 boxes are found that lead to its end');
  return {};
}

/** Behind the boxes that begin somewhere in `bytes` and lead to their end. */
function chainIn(bytes: Buffer): number | undefined {
  const passed = new Uint8Array(bytes.length);
  for (const name of streamBoxes) {
    let tries = 0;
    for (let at = bytes.indexOf(name); at >= 4 && tries < 64; at = bytes.indexOf(name, at + 1), tries++) {
      const end = chainEnd(bytes, at - 4, passed);
      if (end !== undefined && bytes.length - end < 8) return end;
    }
  }
  return undefined;
}

/** ISO/IEC 14496-12, 8.8.11: the index of fragments ends in a box that repeats its length. */
async function endsWithIndex(file: FileView): Promise<boolean> {
  const { tail, sizeBytes } = file;
  if (fourCc(tail, tail.length - 12) !== 'mfro') return false;
  const at = sizeBytes - u32be(tail, tail.length - 4);
  const index = boxAt(await file.bytes(at, 16), at);
  return index?.name === 'mfra' && index.end === sizeBytes;
}

/** @param passed by place, 1 for boxes from which no chain leads to the end; those of this chain are added */
function chainEnd(bytes: Buffer, from: number, passed: Uint8Array): number | undefined {
  let at = from;
  while (bytes.length - at >= 8) {
    if (passed[at] === 1) return undefined;
    passed[at] = 1;
    const box = boxAt(bytes.subarray(at, at + 16), at);
    if (!box || box.end > bytes.length) return undefined;
    at = box.end;
  }
  return at;
}
