import type { FileView } from '../../reading/file-view.js';
import type { Findings } from '../../evidence/finding.js';
import type { Work } from '../../reading/work.js';
import { ebmlElement, type EbmlElement } from './ebml.js';

/** How much is searched for blocks when the tail lies within a single one. */
const farReach = 1024 * 1024;

const simpleBlock = 0xa3;
const blockGroup = 0xa0;
const cluster = 0x1f43b675;
/** What a cluster holds besides (RFC 9559, 5.1.3): timestamp, position, previous size, void, CRC... */
const inCluster = new Set([0xe7, 0xa7, 0xab, 0xec, 0xbf]);
/** ...and, side by side with clusters: index, tags, chapters, attachments, seek head, information, tracks. */
const inSegment = new Set([
  cluster,
  0x1c53bb6b,
  0x1254c367,
  0x1043a770,
  0x1941a469,
  0x114d9b74,
  0x1549a966,
  0x1654ae6b,
]);
/** The first bytes of elements that a search may enter at. */
const entries = [simpleBlock, blockGroup, 0x1f];
const mostEntries = 4096;
const stepsPerElement = 16;
/** So many blocks in a row are no chance; elements with an ID of four bytes count as two. */
const leastWeight = 3;

interface Chain {
  readonly weight: number;
  /** Behind the last element, or behind the bytes when that is cut. */
  readonly end: number;
}

/**
 * The end of a recording whose segment and clusters don't state their sizes: that of the longest chain of elements
 * in the tail.
 */
export async function endOfBlocks(
  file: FileView,
  start: number,
  findings: Findings,
): Promise<{ end?: number }> {
  const { sizeBytes } = file;
  for (const reach of [file.tail.length, farReach]) {
    const from = Math.max(start, sizeBytes - reach);
    const bytes = await file.bytes(from, sizeBytes - from);
    const chains = new Chains(bytes, file.work);
    const chain = from === start ? chains.from(0) : longestChain(bytes, chains);
    if (chain && (from === start || chain.weight >= leastWeight)) {
      if (chain.end <= bytes.length) return { end: from + chain.end };
      findings.warn('truncated', sizeBytes, 'the last block is not whole');
      return { end: sizeBytes };
    }
    if (from === start) break;
  }
  // Frames of uncompressed video are longer than that.
  findings.warn('structure-odd', file.tailOffset, 'no chain of Matroska blocks is found in its last bytes');
  return {};
}

function longestChain(b: Buffer, chains: Chains): Chain | undefined {
  let best: Chain | undefined;
  for (const entry of entries) {
    let tries = 0;
    for (let at = b.indexOf(entry); at >= 0 && tries < mostEntries; at = b.indexOf(entry, at + 1), tries++) {
      const chain = chains.from(at);
      if (chain.weight > (best?.weight ?? 0)) best = chain;
    }
  }
  return best;
}

const isBlock = (id: number): boolean => id === simpleBlock || id === blockGroup;

/** A block begins with the number of its track, which is small, and a group with its block. */
function isLikelyBlock(b: Buffer, { id, start }: EbmlElement): boolean {
  const first = b[start] ?? 0;
  return id === blockGroup ? first === 0xa1 : first > 0x80 && first <= 0xa0;
}

/** Many chains through the same bytes; each element is stepped over once. */
class Chains {
  /** By where an element begins: the weight from there on, and one more than the end; 0: not known yet. */
  private readonly weights: Int32Array;
  private readonly ends: Float64Array;

  constructor(
    private readonly b: Buffer,
    private readonly work: Work,
  ) {
    this.weights = new Int32Array(b.length);
    this.ends = new Float64Array(b.length);
  }

  /** Elements side by side from `start` on. One of unknown size is entered, all others are stepped over. */
  from(start: number): Chain {
    const passed: number[] = [];
    let at = start;
    let rest: Chain | undefined;
    while (at < this.b.length && !(rest = this.known(at))) {
      this.work.spend(stepsPerElement, at);
      const element = ebmlElement(this.b, at);
      const weight = element ? this.weightOf(element) : -1;
      if (!element || weight < 0) break;
      passed.push(at);
      this.weights[at] = weight;
      // Its content is at least a byte behind its ID, so every step advances.
      at = element.end ?? element.start;
    }
    rest ??= { weight: 0, end: at };
    let total = rest.weight;
    for (let element = passed.pop(); element !== undefined; element = passed.pop()) {
      total += this.weights[element] as number;
      this.weights[element] = total;
      this.ends[element] = rest.end + 1;
    }
    return { weight: total, end: rest.end };
  }

  private known(at: number): Chain | undefined {
    const end = this.ends[at] as number;
    return end > 0 ? { weight: this.weights[at] as number, end: end - 1 } : undefined;
  }

  /** -1: such an element does not stand here. */
  private weightOf(element: EbmlElement): number {
    if (inSegment.has(element.id)) return 2;
    if (isBlock(element.id)) return isLikelyBlock(this.b, element) ? 1 : -1;
    return inCluster.has(element.id) ? 0 : -1;
  }
}
