import { latin1, u16le } from '../../../reading/bytes.js';
import type { FileView } from '../../../reading/file-view.js';
import type { Findings } from '../../../evidence/finding.js';
import type { ZipDirectory, ZipEntry } from './zip-directory.js';
import { judgeName, linkFault, Links, resolvedPath } from './entry-names.js';

/** Kinds of files in the mode of Unix. */
const kindMask = 0xf000;
const linkKind = 0xa000;
/** No system follows longer ones. */
const longestTarget = 4096;

/** Names and links of all entries, as the directory has them. */
export function judgeEntries(file: FileView, directory: ZipDirectory, findings: Findings): void {
  const links = new Links();
  for (const entry of directory.entries) {
    judgeName({ bytes: entry.nameBytes, at: entry.offset }, { absolute: 'refuse' }, findings);
    if ((entry.mode & kindMask) !== linkKind) continue;
    links.add(entry.name, entry.offset);
    judgeTarget(file, directory, entry, findings);
  }
  for (const { name } of directory.entries) {
    const at = links.above(name);
    if (at !== undefined) findings.refuse('archive-link', at, 'has entries of the archive behind it');
  }
  judgeDuplicates(directory, findings);
}

/** The content of a link is its target, which is short and mostly not packed. */
function judgeTarget(file: FileView, { shift }: ZipDirectory, entry: ZipEntry, findings: Findings): void {
  const at = entry.offset + Math.max(0, shift);
  const local = file.cached(at, 30);
  const from = at + 30 + (local ? u16le(local, 26) + u16le(local, 28) : 0);
  const isPlain = entry.method === 0 && entry.compressedBytes <= longestTarget && !entry.encrypted;
  const target = local && isPlain ? file.cached(from, entry.compressedBytes) : undefined;
  const fault = target && linkFault(entry.name, latin1(target));
  if (fault !== undefined) findings.refuse('archive-link', at, fault);
}

/**
 * One reader takes the first of two entries with one name, another the last. Where they are the same file, nothing is
 * hidden; names that differ in case only are one name on Windows and macOS.
 */
function judgeDuplicates({ entries }: ZipDirectory, findings: Findings): void {
  const byName = new Map<string, ZipEntry>();
  const folded = new Set<string>();
  for (const entry of entries) {
    if (entry.name.endsWith('/')) continue;
    const path = resolvedPath(entry.name);
    const first = byName.get(path);
    const key = path.toLowerCase();
    if (first) {
      const isSame = first.crc === entry.crc && first.bytes === entry.bytes;
      if (isSame) findings.warn('archive-duplicate', entry.offset, 'with the same content');
      else findings.refuse('archive-duplicate', entry.offset, 'with different content');
    } else if (folded.has(key)) findings.warn('archive-duplicate', entry.offset, 'but for capital letters');
    byName.set(path, entry);
    folded.add(key);
  }
}
