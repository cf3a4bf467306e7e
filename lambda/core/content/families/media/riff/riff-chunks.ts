import { fourCc } from '../../../reading/bytes.js';
import type { Allowance, FileView } from '../../../reading/file-view.js';
import type { Region } from '../../../evidence/format.js';

/** Samples, pixels and tables; every other chunk is free-form. Of a list, its type counts. */
const ownChunks = new Set(['data', 'VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ANIM', 'ANMF', 'movi', 'fmt ', 'fact']);
/** What a recorder writes that can't come back to fill in the size: FFFFFFFF, 7FFFF000 (SoX), 80000000 (arecord)... */
export const leastOpenSize = 0x7ff00000;
/** Some writers count the header into the length of the samples. */
const miscountBytes = 64;
const mostChunks = 4096;

/** How the numbers of this file are to be read. */
export interface RiffNumbers {
  readonly u32: (b: Uint8Array, at: number) => number;
  /** Behind the last chunk, as the header states it; `Infinity` where it leaves that open. */
  readonly statedEnd: number;
  /** Of a `data` chunk whose own field is full (RF64). */
  readonly longDataBytes?: number;
}

export interface ChunkWalk {
  /**
   * `whole`: the chunks lead to the stated end. `open`: one extends to the end of the file without a stated length.
   * `cut`: one reaches beyond the end of the file. `broken`: what stands at `end` is no chunk. `unread`: too many.
   */
  readonly outcome: 'whole' | 'open' | 'cut' | 'broken' | 'unread';
  /** Behind the last whole chunk, or of the file. */
  readonly end: number;
  readonly freeForm: readonly Region[];
  /** Of the first chunk of each kind; of a list its type counts. */
  readonly starts: ReadonlyMap<string, number>;
}

/** Four printable characters, padded with spaces (Multimedia Programming Interface 1.0, "RIFF Files") or zeros. */
const isName = (name: string): boolean => /^[!-~]{2}[ -~\0]{2}$/.test(name);

/** Steps over the chunks that begin before the stated end. */
export async function walkChunks(
  file: FileView,
  steps: Allowance,
  from: number,
  numbers: RiffNumbers,
): Promise<ChunkWalk> {
  const { sizeBytes } = file;
  const freeForm: Region[] = [];
  const starts = new Map<string, number>();
  const limit = Math.min(numbers.statedEnd, sizeBytes);
  let at = from;
  let isPadded = false;
  /** Samples and frames whose length a recorder left for later, and never filled in. */
  const isOpen = (kind: string, start: number, length: number): boolean =>
    length >= leastOpenSize
      ? start + length > sizeBytes
      : length === 0 && (kind === 'data' || kind === 'movi') && isBehind(numbers.statedEnd, start, sizeBytes);
  const result = (outcome: ChunkWalk['outcome'], end = at): ChunkWalk => ({ outcome, end, freeForm, starts });
  for (let chunks = 0; at + 8 <= limit; chunks++) {
    const header = chunks < mostChunks ? await steps.bytes(at, 12) : undefined;
    if (!header) return result('unread', limit);
    const name = fourCc(header, 0);
    if (!isName(name)) {
      // A chunk of odd length that its writer did not pad.
      const before = isPadded ? await steps.bytes(at - 1, 12) : undefined;
      if (!before || !isName(fourCc(before, 0))) return result('broken');
      at--;
      isPadded = false;
      continue;
    }
    const start = at + 8;
    const kind = name === 'LIST' ? fourCc(header, 8) : name;
    const length = lengthOf(numbers, kind, header);
    if (!starts.has(kind)) starts.set(kind, at);
    if (isOpen(kind, start, length)) return result('open', sizeBytes);
    if (!ownChunks.has(kind)) freeForm.push({ start, end: Math.min(start + length, sizeBytes) });
    isPadded = length % 2 === 1;
    at = start + length;
    if (at > sizeBytes) return result(at - sizeBytes <= miscountBytes ? 'whole' : 'cut', sizeBytes);
    if (isPadded && at < sizeBytes) at++;
  }
  return result('whole', Math.max(at, limit));
}

const isBehind = (statedEnd: number, start: number, sizeBytes: number): boolean =>
  start < sizeBytes && (statedEnd === Infinity || start >= statedEnd);

function lengthOf({ u32, longDataBytes }: RiffNumbers, kind: string, header: Buffer): number {
  const length = u32(header, 4);
  return kind === 'data' && length === 0xffffffff ? (longDataBytes ?? length) : length;
}
