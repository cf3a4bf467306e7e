import { latin1, u16le } from '../../../reading/bytes.js';
import type { FileView } from '../../../reading/file-view.js';
import type { Findings } from '../../../evidence/finding.js';
import type { ZipDirectory, ZipEntry } from './zip-directory.js';
import { judgeName, linkFault, Links, resolvedPath } from './entry-names.js';
import { foldersAbove, SimilarNames } from './entry-paths.js';
import { secondName } from './zip-extra.js';

/** Kinds of files in the mode of Unix. */
const kindMask = 0xf000;
const linkKind = 0xa000;
/** No system follows longer ones. */
const longestTarget = 4096;

/** Names and links of all entries, as the directory has them. */
export function judgeEntries(file: FileView, directory: ZipDirectory, findings: Findings): void {
  const links = new Links();
  for (const entry of directory.entries) {
    for (const bytes of [entry.nameBytes, secondName(entry.extra, entry.nameBytes)])
      if (bytes) judgeName({ bytes, at: entry.offset }, { absolute: 'refuse' }, findings);
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
 * hidden. Of a file and a folder with one name, the one that comes first keeps the other out.
 */
function judgeDuplicates({ entries }: ZipDirectory, findings: Findings): void {
  const files = new Map<string, ZipEntry>();
  const similar = new SimilarNames(false);
  for (const entry of entries) {
    if (entry.name.endsWith('/')) continue;
    const path = resolvedPath(entry.name);
    const first = files.get(path);
    const likeness = similar.add(path);
    if (first) {
      const isSame = first.crc === entry.crc && first.bytes === entry.bytes;
      if (isSame) findings.warn('archive-duplicate', entry.offset, 'with the same content');
      else findings.refuse('archive-duplicate', entry.offset, 'with different content');
    } else if (likeness !== undefined) findings.warn('archive-duplicate', entry.offset, likeness);
    files.set(path, entry);
  }
  for (const { name, offset } of entries) {
    const path = resolvedPath(name);
    const folders = path.endsWith('/') ? [...foldersAbove(path), path.slice(0, -1)] : foldersAbove(path);
    for (const folder of folders)
      if (isFile(files.get(folder)))
        findings.refuse('archive-duplicate', offset, 'of a file and of a folder');
  }
}

/** Behind a link stands nothing either, which is a finding of its own. */
const isFile = (entry: ZipEntry | undefined): boolean =>
  entry !== undefined && (entry.mode & kindMask) !== linkKind;
