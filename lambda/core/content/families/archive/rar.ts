import { has, u16le, u32le } from '../../reading/bytes.js';
import type { FileView } from '../../reading/file-view.js';
import type { Findings } from '../../evidence/finding.js';
import type { Anatomy, FormatFamily } from '../../evidence/format.js';
import { hasPaddingRun } from '../../evidence/padding.js';
import type { RarBlock, ReadBlock } from './rar-block.js';
import { rar4Block } from './rar4-block.js';
import { rar5Block } from './rar5-block.js';

const mark4 = 'Rar!\x1a\x07\0';
const mark5 = 'Rar!\x1a\x07\x01\0';
const mark14 = 'RE~^';
/** Blocks that are followed; those without content are short, so reads don't bound them. */
const blockCap = 4096;
/** Names, times and checksums of a member fit into this. */
const headerReach = 1024;
const furtherBytes = 320 * 1024;

/** RAR of all three generations (technote.txt of RAR 1.4, 4 and 5): a chain of blocks with checksums. */
export const rar: FormatFamily = {
  name: 'rar',
  unit: 'a block with its checksum',

  recognise(head) {
    const isOld = has(head, 0, mark14) && u16le(head, 4) >= 7 && u16le(head, 4) < 0x8000;
    return has(head, 0, mark4) || has(head, 0, mark5) || isOld ? 'application/vnd.rar' : undefined;
  },

  async examine(file, _type, findings): Promise<Anatomy> {
    const { head } = file;
    const [from, read] = has(head, 0, mark14)
      ? ([u16le(head, 4), rar14Block] as const)
      : has(head, 0, mark5)
        ? ([mark5.length, rar5Block] as const)
        : ([mark4.length, rar4Block] as const);
    const unitAt = read(await file.bytes(from, headerReach), 0, false) ? from : undefined;
    if (unitAt === undefined) return { unitAt };
    const chain = read === rar14Block ? await walk(file, from, read) : await walkOrResync(file, from, read);
    judgeChain(file, chain, findings);
    // Encrypted or cut, members can't be distinguished from appended data.
    const isKnown = chain?.outcome === 'whole' && !chain.isAlone;
    return {
      unitAt,
      scan: isKnown ? 'after-end' : 'all',
      isOpenEnded: chain?.outcome === 'encrypted' || (chain?.isAlone ?? false),
      ...(chain?.end !== undefined && { end: Math.min(chain.end, file.sizeBytes) }),
    };
  },
};

interface Chain {
  readonly outcome: 'whole' | 'cut' | 'encrypted';
  readonly end?: number;
  /** Where the first member stands whose content is encrypted. */
  readonly lockedAt?: number | undefined;
  /** Was the end block all that was found of it? It could have been copied there. */
  readonly isAlone?: boolean;
}

function judgeChain(file: FileView, chain: Chain | undefined, findings: Findings): void {
  if (chain?.lockedAt !== undefined) findings.warn('protected', chain.lockedAt, 'by a password');
  if (!chain) findings.refuse('ending-missing', file.tailOffset, 'no chain of RAR blocks reaches it');
  else if (chain.outcome === 'encrypted') findings.warn('protected', 0, 'by a password');
  else if (chain.outcome === 'cut') findings.warn('truncated', file.sizeBytes, 'the last RAR block goes on');
}

async function walkOrResync(file: FileView, from: number, read: ReadBlock): Promise<Chain | undefined> {
  const walked = await walk(file, from, read);
  if (walked) return walked;
  const near = chainIn(file.tail, file.tailOffset, read);
  if (near && !near.isAlone) return near;
  // The last member may be longer than the tail.
  const start = Math.max(from, file.sizeBytes - furtherBytes);
  return chainIn(await file.bytes(start, file.sizeBytes - start), start, read) ?? near;
}

/** From block to block; `undefined` when there are more than may be read. */
async function walk(file: FileView, from: number, read: ReadBlock): Promise<Chain | undefined> {
  const steps = file.allowance(12);
  let at = from;
  let lockedAt: number | undefined;
  for (let blocks = 0; blocks < blockCap; blocks++) {
    if (at >= file.sizeBytes) return { outcome: at > file.sizeBytes ? 'cut' : 'whole', end: at, lockedAt };
    const bytes = await steps.bytes(at, headerReach);
    if (!bytes) return undefined;
    const block = read(bytes, 0, true);
    if (block?.kind === 'encryption') return encryptedChain(file);
    // Volumes and old writers leave out the end block: the chain just stops.
    if (!block) return { outcome: 'whole', end: at, lockedAt };
    if (block.isLocked) lockedAt ??= at;
    at += block.next;
    if (block.kind === 'end') return { outcome: 'whole', end: at, lockedAt };
  }
  return undefined;
}

/** All headers behind are encrypted, the last one too: nothing says where it ends, but padding it is not. */
function encryptedChain({ tail, isWhole }: FileView): Chain | undefined {
  return isWhole || !hasPaddingRun(tail) ? { outcome: 'encrypted' } : undefined;
}

/** An archive of many members: the first block in its last bytes from which a chain leads to its end. */
function chainIn(tail: Buffer, tailOffset: number, read: ReadBlock): Chain | undefined {
  for (let from = 0; from + 7 <= tail.length; from++) {
    const first = read(tail, from, false);
    if (!first || first.kind === 'encryption') continue;
    let at = from + first.next;
    let last = first;
    for (let blocks = 0; blocks < blockCap && last.kind !== 'end' && at < tail.length; blocks++) {
      const block = read(tail, at, true);
      if (!block) break;
      at += block.next;
      last = block;
    }
    if (last.kind === 'end' || at === tail.length)
      return { outcome: 'whole', end: tailOffset + at, isAlone: last === first };
    if (at > tail.length && last !== first) return { outcome: 'cut', end: tailOffset + at };
  }
  return undefined;
}

/** RAR 1.4: sizes of content and header, without a checksum of the header. */
function rar14Block(bytes: Buffer, at: number): RarBlock | undefined {
  const headerBytes = u16le(bytes, at + 10);
  const nameBytes = bytes[at + 19] ?? 0;
  if (bytes.length - at < 21 || headerBytes !== 21 + nameBytes) return undefined;
  return { kind: 'other', next: headerBytes + u32le(bytes, at) };
}
