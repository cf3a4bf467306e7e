import { fourCc, u32be } from '../../reading/bytes.js';
import type { Allowance, FileView } from '../../reading/file-view.js';

/** `whole`: up to IEND. `odd`: no chunk where one should begin. `cut`: the file ends within the chain. */
export interface ChainEnd {
  readonly outcome: 'whole' | 'odd' | 'cut';
  /** Where the chain stopped. */
  readonly at: number;
  /** Behind the last chunk, where that is known. */
  readonly end?: number;
}

export type Step =
  | ChainEnd
  | { readonly outcome: 'chunk'; readonly name: string; readonly length: number; readonly next: number };

const iend = Buffer.from('\0\0\0\0IEND', 'latin1');
const isChunkName = (name: string): boolean => /^[A-Za-z]{4}$/.test(name);
export const isPixelChunk = (name: string): boolean => name === 'IDAT' || name === 'fdAT';

/** What the eight bytes at `at` say: a further chunk, the last one, or none. */
export function stepOver(chunk: Buffer, at: number): Step {
  if (chunk.length < 8) return { outcome: 'cut', at };
  const length = u32be(chunk, 0);
  const name = fourCc(chunk, 4);
  if (!isChunkName(name) || length > 0x7fffffff) return { outcome: 'odd', at, end: at };
  if (name === 'IEND') return { outcome: 'whole', at, end: at + 12 };
  return { outcome: 'chunk', name, length, next: at + 12 + length };
}

/** A run of pixel chunks of one size, as encoders write them: one chunk of it, and the distance to the next. */
export interface Run {
  readonly at: number;
  readonly stride: number;
}

/** Counts on from a run into the tail, and follows the chain from there. */
export function chainFromRun(file: FileView, run: Run): ChainEnd | undefined {
  const { tail, tailOffset } = file;
  const counted = run.at + Math.max(0, Math.ceil((tailOffset - run.at) / run.stride)) * run.stride;
  const first = tail.subarray(counted - tailOffset, counted - tailOffset + 8);
  const step = stepOver(first, counted);
  const fits = step.outcome === 'whole' || (step.outcome === 'chunk' && isPixelChunk(step.name));
  return fits ? followInTail(tail, tailOffset, counted) : undefined;
}

/** The last chunk of the run, by halving: whatever it is that stands in the tail, the run ended before it. */
export async function endOfRun(file: FileView, run: Run, steps: Allowance): Promise<number> {
  let low = 0;
  let high = Math.ceil((file.tailOffset - run.at) / run.stride);
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    const at = run.at + middle * run.stride;
    const chunk = await steps.bytes(at, 8);
    if (!chunk) break;
    if (u32be(chunk, 0) + 12 === run.stride && isPixelChunk(fourCc(chunk, 4))) low = middle;
    else high = middle;
  }
  return run.at + low * run.stride;
}

/** Backwards from the last IEND in the tail: a chunk that ends exactly where it begins, whatever its name. */
export function chainBackwards(file: FileView): ChainEnd | undefined {
  const { tail, tailOffset } = file;
  const last = tail.lastIndexOf(iend);
  for (let length = 0; length + 12 <= last; length++) {
    const at = last - 12 - length;
    if (u32be(tail, at) === length && isChunkName(fourCc(tail, at + 4))) {
      return { outcome: 'whole', at: tailOffset + last, end: tailOffset + last + 12 };
    }
  }
  return undefined;
}

function followInTail(tail: Buffer, tailOffset: number, from: number): ChainEnd | undefined {
  const sizeBytes = tailOffset + tail.length;
  let at = from;
  // Each step goes forward by at least twelve bytes.
  while (at < sizeBytes) {
    const step = stepOver(tail.subarray(at - tailOffset, at - tailOffset + 8), at);
    if (step.outcome === 'odd') return undefined;
    if (step.outcome !== 'chunk') return step;
    at = step.next;
  }
  return { outcome: 'cut', at: sizeBytes };
}
