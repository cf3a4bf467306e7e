import { has, latin1 } from '../../reading/bytes.js';
import type { FileView } from '../../reading/file-view.js';
import { judgeNested, judgeNestedExpansion } from './entries/nested-archives.js';
import { TarEntries } from './entries/tar-entries.js';
import { memberEnd } from './entries/tar-fields.js';
import type { Findings } from '../../evidence/finding.js';
import type { Anatomy, FormatFamily } from '../../evidence/format.js';
import { findGuests } from '../../evidence/guests.js';
import { guestNames, isTarHeader, type GuestKind } from '../../evidence/signatures.js';

const block = 512;
/** GNU tar writes records of twenty blocks and fills the last one with zeros. */
const recordBytes = 20 * block;
const zeroBlock = Buffer.alloc(block);
const loadedPrograms: readonly GuestKind[] = ['elf', 'macho', 'pe'];

/** tar (POSIX.1-2024, pax, "ustar Interchange Format"; also the older form without that mark). */
export const tar: FormatFamily = {
  name: 'tar',
  unit: 'a header with its checksum',

  recognise: (head) => (isTarHeader(head) ? 'application/x-tar' : undefined),

  async examine(file, _type, findings): Promise<Anatomy> {
    judgeFirstMember(file, findings);
    const entries = new TarEntries(file, findings);
    const inTail = chainInTail(file);
    const walked = await walkMembers(file, inTail ? 6 : 16, entries);
    if (!walked && inTail) followChain(file, inTail.start, entries);
    const chain = walked ?? inTail ?? endMarker(file);
    judgeNested(entries.members, findings);
    if (!findings.refused) await judgeNestedExpansion(file, entries.members, findings);
    if (!chain) {
      findings.refuse('ending-missing', file.tailOffset, 'no chain of tar headers reaches it');
      return { unitAt: 0 };
    }
    const isCut = chain.outcome === 'cut';
    if (isCut) findings.warn('truncated', file.sizeBytes, 'the last member of the tar goes on');
    return { unitAt: 0, scan: isCut ? 'all' : 'after-end', end: Math.min(chain.end, file.sizeBytes) };
  },
};

/**
 * A member without a name's ending can be an archive or document in disguise, since readers of these search for their
 * marks; one that is named for what it is, is content. Programs have no endings on most systems, and loaders find
 * them at the beginning of a file only.
 */
function judgeFirstMember({ head }: FileView, findings: Findings): void {
  const name = latin1(head, 0, 100).replace(/\0[\s\S]*/, '');
  const guests = findGuests(head.subarray(0, block), 0);
  if (!/\.[A-Za-z0-9]{1,8}$/.test(name)) {
    const content = findGuests(head.subarray(block, block + 64), block);
    for (const [guest, at] of content) if (!loadedPrograms.includes(guest)) guests.set(guest, at);
  }
  for (const [guest, at] of guests) findings.refuse('guest-inside', at, guestNames[guest]);
}

interface Chain {
  readonly start: number;
  readonly outcome: 'whole' | 'cut';
  readonly end: number;
}

/** From header to header; `undefined` when there are more than may be read. */
async function walkMembers(file: FileView, reads: number, entries: TarEntries): Promise<Chain | undefined> {
  const steps = file.allowance(reads);
  let at = 0;
  for (;;) {
    const header = await steps.bytes(at, block, 2 * block);
    if (!header) return undefined;
    const step = stepOver(file, header, at);
    if (step.outcome !== 'member') return { start: 0, outcome: step.outcome, end: step.end };
    entries.visit(header, at);
    at = step.end;
  }
}

type Step = { readonly outcome: 'whole' | 'cut' | 'member'; readonly end: number };

/** What the block at `at` says: a further member, the end of the archive, or something else behind it. */
function stepOver(file: FileView, header: Buffer, at: number): Step {
  if (header.length < block) {
    const isCut = at > file.sizeBytes;
    return { outcome: isCut ? 'cut' : 'whole', end: at };
  }
  if (header.equals(zeroBlock)) return { outcome: 'whole', end: paddedEnd(file, at) };
  if (!isTarHeader(header)) return { outcome: 'whole', end: at };
  return { outcome: 'member', end: memberEnd(header, at) };
}

/** Behind the zeros that end the archive: two blocks, then as many as fill the record. */
function paddedEnd(file: FileView, from: number): number {
  const { sizeBytes } = file;
  const record = Math.ceil((from + 2 * block) / recordBytes) * recordBytes;
  const limit = Math.min(sizeBytes, Math.max(from + 2 * block, record));
  const zeros = file.cached(from, limit - from);
  if (!zeros) return Math.min(sizeBytes, from + 2 * block);
  let length = 0;
  while (length < zeros.length && zeros[length] === 0) length++;
  // What is left of a last, shorter block belongs to the padding too.
  return from + length === sizeBytes ? sizeBytes : from + length - (length % block);
}

/**
 * Members of an archive with many of them, found in the tail by their checksums. An archive may be a member as well:
 * the chain that reaches the end of the file is the outer one.
 */
function chainInTail(file: FileView): Chain | undefined {
  const { tail, tailOffset, sizeBytes } = file;
  let chain: Chain | undefined;
  for (let at = Math.ceil(tailOffset / block) * block; at < sizeBytes; at += block) {
    if (!isMemberHeader(tail.subarray(at - tailOffset, at - tailOffset + block))) continue;
    const found = followChain(file, at);
    if (found.end >= sizeBytes) return found;
    chain ??= found;
    at = Math.max(at, found.end - block);
  }
  return chain;
}

/** Without the ustar mark, the checksum alone is right by chance once in some hundred thousand blocks. */
const isMemberHeader = (header: Buffer): boolean =>
  isTarHeader(header) && (has(header, 257, 'ustar') || header[0] !== 0);

function followChain(file: FileView, from: number, entries?: TarEntries): Chain {
  let at = from;
  // Each member goes forward by at least one block.
  for (;;) {
    const header = file.cached(at, Math.max(0, Math.min(block, file.sizeBytes - at))) ?? Buffer.alloc(0);
    const step = stepOver(file, header, at);
    if (step.outcome !== 'member') return { start: from, outcome: step.outcome, end: step.end };
    entries?.visit(header, at);
    at = step.end;
  }
}

/**
 * Many long members, the last of which fills the tail but for the two blocks of zeros that end every archive. How
 * many more there are is the writer's choice of a record's length, and a member may be zeros as well.
 */
function endMarker({ tail, sizeBytes }: FileView): Chain | undefined {
  const isMarked = sizeBytes % block === 0 && tail.subarray(-2 * block).every((byte) => byte === 0);
  return isMarked ? { start: sizeBytes, outcome: 'whole', end: sizeBytes } : undefined;
}
