import { fourCc, has, u16le, u32be, u32le, u64le } from '../../../reading/bytes.js';
import type { Allowance, FileView } from '../../../reading/file-view.js';
import type { Anatomy, FormatFamily } from '../../../evidence/format.js';
import { leastOpenSize, walkChunks, type ChunkWalk, type RiffNumbers } from './riff-chunks.js';
import { isLossless } from './webp-lossless.js';
import { webpSize } from './webp-size.js';

const headerBytes = 12;
const forms: Readonly<Record<string, string>> = {
  WEBP: 'image/webp',
  WAVE: 'audio/wav',
  'AVI ': 'video/x-msvideo',
};
const longMarks = ['RF64', 'BW64'];

/**
 * RIFF (Multimedia Programming Interface 1.0, chapter 2): WebP, WAVE and AVI; RF64 (EBU Tech 3306) and BW64
 * (ITU-R BS.2088) for long sound; further segments of long video (OpenDML AVI File Format Extensions, section 2).
 */
export const riff: FormatFamily = {
  name: 'riff',
  unit: 'its chunks of content',

  recognise(head) {
    if (has(head, 0, 'RIFF') || has(head, 0, 'RIFX')) return forms[fourCc(head, 8)];
    return longMarks.some((mark) => has(head, 0, mark)) && has(head, 8, 'WAVE') ? 'audio/wav' : undefined;
  },

  async examine(file, type, findings): Promise<Anatomy> {
    const numbers = numbersOf(file.head);
    const { statedEnd } = numbers;
    const steps = file.allowance(type === 'image/webp' ? 6 : 14);
    const first = await walkChunks(file, steps, headerBytes, numbers);
    const walk = type === 'video/x-msvideo' ? await walkSegments(file, steps, first) : first;
    const unitAt = await firstContent(steps, type, walk);
    const isShort = statedEnd !== Infinity && statedEnd > file.sizeBytes + 1;
    if (isShort) findings.warn('truncated', file.sizeBytes, `${statedEnd} bytes are stated`);
    else if (walk.outcome === 'cut') findings.warn('truncated', file.sizeBytes, 'the last chunk goes on');
    return {
      unitAt,
      ...(type === 'image/webp' ? webpSize(file.head) : {}),
      freeForm: walk.freeForm,
      end: walk.end,
      // With too many chunks to follow, the end is the header's word alone.
      isOpenEnded: walk.outcome === 'open' || walk.outcome === 'unread',
    };
  },
};

/** Where the content begins, by what has to stand in front of it or in it. */
async function firstContent(steps: Allowance, type: string, walk: ChunkWalk): Promise<number | undefined> {
  const { starts, outcome } = walk;
  if (type === 'video/x-msvideo') return starts.has('hdrl') ? starts.get('movi') : undefined;
  if (type === 'image/webp') return firstPicture(steps, starts);
  const format = starts.get('fmt ');
  const fields = format === undefined ? undefined : await steps.bytes(format + 8, 16);
  // Numbers in the byte order of the file: channels and rate are neither none nor all bits.
  const isFormat = fields && u16le(fields, 2) > 0 && u32le(fields, 4) > 0;
  if (!isFormat) return undefined;
  return starts.get('data') ?? (outcome === 'unread' ? format : undefined);
}

/** WebP Container Specification, RFC 6386 (9.1) and RFC 9649 (3.4): a key frame, a lossless image, or parts of one. */
async function firstPicture(steps: Allowance, starts: ChunkWalk['starts']): Promise<number | undefined> {
  for (const kind of ['VP8 ', 'VP8L', 'ALPH', 'ANMF']) {
    const at = starts.get(kind);
    const bytes = at === undefined ? undefined : await steps.bytes(at, 8 + 1024);
    if (bytes && isPicture(kind, bytes)) return at;
  }
  return undefined;
}

function isPicture(kind: string, bytes: Buffer): boolean {
  switch (kind) {
    case 'VP8 ':
      return ((bytes[8] ?? 1) & 1) === 0 && has(bytes, 11, '\x9d\x01\x2a');
    case 'VP8L':
      return isLossless(bytes.subarray(8));
    case 'ALPH':
      return ((bytes[8] ?? 0xff) & 3) < 2 && (bytes[8] ?? 0xff) >> 6 === 0;
    default:
      return ['VP8 ', 'VP8L', 'ALPH'].includes(fourCc(bytes, 24));
  }
}

/** Behind a segment, by its header: a name, the bytes that follow it, and a form. */
function segmentEnd(bytes: number, start: number): number {
  return bytes < 8 || bytes >= leastOpenSize ? Infinity : start + 8 + bytes;
}

function numbersOf(head: Buffer): RiffNumbers {
  const u32 = has(head, 0, 'RIFX') ? u32be : u32le;
  const stated = u32(head, 4);
  // EBU Tech 3306, section 4: sizes of 64 bits stand in the first chunk, for each field that is full.
  const isLong = longMarks.some((mark) => has(head, 0, mark)) && has(head, headerBytes, 'ds64');
  if (!isLong) return { u32, statedEnd: segmentEnd(stated, 0) };
  const longBytes = u64le(head, 20);
  const statedEnd = stated === 0xffffffff ? (longBytes > 8 ? longBytes + 8 : Infinity) : stated + 8;
  return { u32, statedEnd, longDataBytes: u64le(head, 28) };
}

/** Further segments hold frames (`RIFF`, size, `AVIX`, lists); some writers put padding or the index between them. */
async function walkSegments(file: FileView, steps: Allowance, first: ChunkWalk): Promise<ChunkWalk> {
  let walk = first;
  while (walk.outcome === 'whole' && walk.end + headerBytes <= file.sizeBytes) {
    const at = walk.end;
    const header = await steps.bytes(at, 24);
    if (!header) return { ...walk, outcome: 'unread', end: file.sizeBytes };
    const isSegment = has(header, 0, 'RIFF') && has(header, 8, 'AVIX');
    if (!isSegment && !has(header, 0, 'JUNK') && !has(header, 0, 'idx1')) break;
    const [from, statedEnd] = isSegment ? [at + headerBytes, segmentEnd(u32le(header, 4), at)] : [at, at + 8];
    const next = await walkChunks(file, steps, from, { u32: u32le, statedEnd });
    walk = { ...next, starts: walk.starts, freeForm: [...walk.freeForm, ...next.freeForm] };
  }
  return walk;
}
