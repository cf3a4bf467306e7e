import { fourCc, has, u32be } from '../bytes.js';
import type { FileView } from '../file-view.js';
import type { Findings } from '../finding.js';
import type { FormatFamily, Region } from '../format.js';

const mark = '\x89PNG\r\n\x1a\n';

/** Chunks whose content is numbers of a known meaning or compressed pixels; all others are free-form. */
const ownChunks = new Set(
  'IHDR PLTE IDAT tRNS gAMA cHRM sRGB pHYs bKGD tIME acTL fcTL fdAT sBIT hIST'.split(' '),
);
const isChunkName = (name: string): boolean => /^[A-Za-z]{4}$/.test(name);

/** PNG and APNG (W3C PNG Third Edition, section 5: a signature and a chain of chunks). */
export const png: FormatFamily = {
  name: 'png',

  recognise(head) {
    // CgBI stands before IHDR in the PNGs that Xcode writes for iOS.
    return has(head, 0, mark) && (has(head, 12, 'IHDR') || has(head, 12, 'CgBI')) ? 'image/png' : undefined;
  },

  async examine(file, _type, findings) {
    const header = has(file.head, 12, 'CgBI') ? 8 + 12 + u32be(file.head, 8) : 8;
    const size = { width: u32be(file.head, header + 8), height: u32be(file.head, header + 12) };
    const chain = await walkChunks(file);
    judgeChain(chain, findings);
    const { end, freeForm } = chain;
    return { ...size, freeForm, companion: secondPng, ...(end !== undefined && { end }) };
  },
};

const secondPng = (trailing: Uint8Array): string | undefined =>
  has(trailing, 0, mark) ? 'a second PNG image' : undefined;

interface Chain {
  /** `lost`: neither the walk nor the tail shows where the image ends. */
  readonly outcome: 'whole' | 'odd' | 'cut' | 'lost';
  /** Where the chain stopped. */
  readonly at: number;
  readonly end?: number;
  readonly freeForm: readonly Region[];
}

function judgeChain({ outcome, at }: Chain, findings: Findings): void {
  if (outcome === 'odd') findings.warn('structure-odd', at, 'no PNG chunk where one should begin');
  if (outcome === 'cut') findings.warn('truncated', at, 'no IEND chunk');
  if (outcome === 'lost') findings.refuse('ending-missing', at, 'no chain of PNG chunks reaches it');
}

/** From chunk to chunk; over a long run of pixels straight to the tail. */
async function walkChunks(file: FileView): Promise<Chain> {
  const steps = file.allowance(8);
  const freeForm: Region[] = [];
  let at = mark.length;
  let pixelBytes = 0;
  for (;;) {
    if (pixelBytes > 0 && !file.cached(at, 8)) {
      const chain = chainInTail(file, at, 12 + pixelBytes);
      if (chain) return { ...chain, freeForm };
    }
    const chunk = await steps.bytes(at, 8);
    if (!chunk) return { outcome: 'lost', at: file.tailOffset, freeForm };
    const step = stepOver(chunk, at);
    if (step.outcome === 'chunk') {
      if (!ownChunks.has(step.name) && step.length > 8)
        freeForm.push({ start: at + 8, end: at + 8 + step.length });
      pixelBytes = step.name === 'IDAT' || step.name === 'fdAT' ? step.length : 0;
      at = step.next;
    } else return { ...step, freeForm };
  }
}

type Step =
  | { readonly outcome: 'chunk'; readonly name: string; readonly length: number; readonly next: number }
  | (Pick<Chain, 'at' | 'end'> & { readonly outcome: 'whole' | 'odd' | 'cut' });

/** What the eight bytes at `at` say: a further chunk, the last one, or none. */
function stepOver(chunk: Buffer, at: number): Step {
  if (chunk.length < 8) return { outcome: 'cut', at };
  const length = u32be(chunk, 0);
  const name = fourCc(chunk, 4);
  if (!isChunkName(name) || length > 0x7fffffff) return { outcome: 'odd', at, end: at };
  if (name === 'IEND') return { outcome: 'whole', at, end: at + 12 };
  return { outcome: 'chunk', name, length, next: at + 12 + length };
}

/**
 * Encoders cut pixels into chunks of one size, so the chunks in the tail are found by counting on from `at`; where
 * they aren't all of one size, by their names.
 */
function chainInTail(file: FileView, at: number, stride: number): Omit<Chain, 'freeForm'> | undefined {
  const { tail, tailOffset } = file;
  const counted = at + Math.ceil((tailOffset - at) / stride) * stride;
  const chain = followChain(tail, tailOffset, counted);
  if (chain) return chain;
  for (const name of ['IDAT', 'fdAT']) {
    let tries = 0;
    for (
      let found = tail.indexOf(name);
      found >= 4 && tries < 64;
      found = tail.indexOf(name, found + 1), tries++
    ) {
      const other = followChain(tail, tailOffset, tailOffset + found - 4);
      if (other) return other;
    }
  }
  return undefined;
}

/** The chain from `from` on, if it reaches the last chunk or the end of the file. */
function followChain(tail: Buffer, tailOffset: number, from: number): Omit<Chain, 'freeForm'> | undefined {
  const sizeBytes = tailOffset + tail.length;
  let at = from;
  // Each step goes forward by at least twelve bytes.
  while (at < sizeBytes) {
    const step = stepOver(tail.subarray(at - tailOffset, at - tailOffset + 8), at);
    if (step.outcome === 'odd') return undefined;
    if (step.outcome !== 'chunk') return step.outcome === 'cut' && at === from ? undefined : step;
    at = step.next;
  }
  return { outcome: 'cut', at: sizeBytes };
}
