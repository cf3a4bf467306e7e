import { u16le, u32le } from '../../reading/bytes.js';

const entryBytes = 128;
const lastKind = 5;

/** A storage or stream ([MS-CFB] 2.6.1). */
export interface CfbEntry {
  /** Control characters, which some names begin with, as `~`. */
  readonly name: string;
  readonly kind: number;
  readonly firstSector: number;
  readonly sizeBytes: number;
  readonly left: number;
  readonly right: number;
  readonly child: number;
}

export interface CfbDirectory {
  /** What stands at the top: it makes the kind of document; objects inside have names of their own. */
  readonly top: readonly CfbEntry[];
  readonly all: readonly CfbEntry[];
  /** Does the first entry say that it is the root (2.6.2)? */
  readonly hasRoot: boolean;
  /** The class of the root, 32 lower-case hexadecimal digits as stored. */
  readonly classId: string;
}

export function parseDirectory(bytes: Buffer): CfbDirectory {
  const slots: CfbEntry[] = [];
  for (let at = 0; at + entryBytes <= bytes.length; at += entryBytes) slots.push(parseEntry(bytes, at));
  const all = slots.filter(({ kind, name }) => kind > 0 && kind <= lastKind && name !== '');
  const root = slots[0];
  const top = root ? siblings(slots, root.child) : [];
  const hasRoot = root?.kind === lastKind && root.name !== '';
  return { hasRoot, top: top.length > 0 ? top : all, all, classId: bytes.toString('hex', 80, 96) };
}

function parseEntry(bytes: Buffer, at: number): CfbEntry {
  const nameBytes = u16le(bytes, at + 64);
  const hasName = nameBytes >= 2 && nameBytes <= 64;
  const name = hasName ? bytes.toString('utf16le', at, at + nameBytes - 2) : '';
  return {
    // eslint-disable-next-line no-control-regex
    name: name.replace(/[\0-\x1f]/g, '~'),
    kind: bytes[at + 66] ?? 0,
    left: u32le(bytes, at + 68),
    right: u32le(bytes, at + 72),
    child: u32le(bytes, at + 76),
    firstSector: u32le(bytes, at + 116),
    sizeBytes: u32le(bytes, at + 120),
  };
}

/** All entries of one storage: a tree of left and right siblings, each visited once. */
function siblings(slots: readonly CfbEntry[], first: number): CfbEntry[] {
  const found: CfbEntry[] = [];
  const seen = new Set<number>();
  const open = [first];
  for (let index = open.pop(); index !== undefined; index = open.pop()) {
    const entry = slots[index];
    if (!entry || seen.has(index)) continue;
    seen.add(index);
    if (entry.kind > 0) found.push(entry);
    open.push(entry.left, entry.right);
  }
  return found;
}
