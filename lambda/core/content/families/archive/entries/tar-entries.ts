import { latin1 } from '../../../reading/bytes.js';
import type { FileView } from '../../../reading/file-view.js';
import { isTarHeader } from '../../../evidence/signatures.js';
import type { Findings } from '../../../evidence/finding.js';
import { judgeName, linkFault, Links, resolvedPath } from './entry-names.js';
import { foldersAbove, SimilarNames } from './entry-paths.js';
import type { Member } from './nested-archives.js';
import { contentBytes, memberEnd, ownName, paxRecords, textOf } from './tar-fields.js';

const block = 512;
/** Kinds of members (POSIX.1-2024, pax, "ustar Interchange Format"; GNU tar manual, "Basic Tar Format"). */
const kind = {
  hardLink: '1',
  symbolicLink: '2',
  directory: '5',
  longName: 'L',
  longLink: 'K',
  pax: 'x',
  global: 'g',
};
/** The header has room for as many. */
const shortName = 100;
/** Up to here the header has room for a size. */
const shortSize = 8 ** 11;

/** What stands in front of a member about it. */
interface Ahead {
  longName?: Buffer;
  longLink?: Buffer;
  pax?: ReadonlyMap<string, Buffer>;
  /** Some of it was not read: the header may hold no more than the beginning of the name. */
  isUnread?: boolean;
}

/** The members of a tar, one behind the other: where their names and links lead, and whether their headers agree. */
export class TarEntries {
  /** Files that may be archives. */
  readonly members: Member[] = [];
  private readonly names = new Map<string, boolean>();
  private readonly folders = new Set<string>();
  private readonly similar = new SimilarNames(true);
  private readonly links = new Links();
  private readonly seen = new Set<number>();
  private ahead: Ahead = {};
  private next = 0;

  constructor(
    private readonly file: FileView,
    private readonly findings: Findings,
  ) {}

  visit(header: Buffer, at: number): void {
    if (this.seen.has(at)) return;
    this.seen.add(at);
    if (at !== this.next) this.ahead = { isUnread: true };
    this.next = memberEnd(header, at);
    const letter = String.fromCharCode(header[156] ?? 0);
    const content = () => {
      const bytes = this.file.cached(at + block, contentBytes(header));
      if (!bytes) this.ahead.isUnread = true;
      return bytes;
    };
    switch (letter) {
      case kind.longName:
        this.ahead.longName = content();
        return;
      case kind.longLink:
        this.ahead.longLink = content();
        return;
      case kind.pax:
        this.ahead.pax = paxRecords(content());
        return;
      case kind.global:
        if (paxRecords(content())?.has('path')) this.mismatch(at, 'one name is stated for all of them');
        return;
      default:
        this.judgeMember(header, at, letter);
        this.ahead = {};
    }
  }

  private judgeMember(header: Buffer, at: number, letter: string): void {
    const { longName, pax } = this.ahead;
    const own = ownName(header);
    const stated = pax?.get('path') ?? (longName && textOf(longName));
    const name = stated ?? own;
    for (const bytes of new Set([own, name])) judgeName({ bytes, at }, { absolute: 'warn' }, this.findings);
    if (longName && pax?.has('path') && !textOf(longName).equals(pax.get('path') as Buffer))
      this.mismatch(at, 'its name');
    else if (stated && fitsHeader(stated) && withoutSlash(stated) !== withoutSlash(own))
      this.mismatch(at, 'its name');
    this.judgeSize(header, at, letter);
    const path = resolvedPath(withoutSlash(name)).replace(/^(\.?\/)+/, '');
    const isLink = letter === kind.symbolicLink || letter === kind.hardLink;
    if (isLink) this.judgeLink(header, at, letter, path);
    const above = this.links.above(path);
    if (above !== undefined)
      this.findings.refuse('archive-link', above, 'has entries of the archive behind it');
    if (!this.ahead.isUnread) {
      if (letter !== kind.directory) this.judgeDuplicate(path, isLink, at);
      this.judgeFolders(path, letter === kind.directory, isLink, at);
    }
    if (!isLink && letter !== kind.directory) {
      const bytes = contentBytes(header);
      this.members.push({ name: path, at: at + block, storedBytes: bytes, bytes, isStored: true });
    }
  }

  /** Readers that know pax take its size, others that of the header, and each continues somewhere else. */
  private judgeSize(header: Buffer, at: number, letter: string): void {
    const inHeader = contentBytes(header);
    const inPax = this.ahead.pax?.get('size');
    const size = inPax && Number(latin1(inPax));
    if (size !== undefined && size < shortSize && size !== inHeader) this.mismatch(at, 'its size');
    const hasNone = letter === kind.hardLink || letter === kind.symbolicLink || letter === kind.directory;
    // Of what has no content some readers skip it all the same.
    const skipped = at + block + Math.ceil(inHeader / block) * block;
    if (hasNone && inHeader > 0 && this.isHeaderAt(at + block) && this.isHeaderAt(skipped))
      this.mismatch(at, 'whether content follows it');
  }

  private isHeaderAt(at: number): boolean {
    const header = this.file.cached(at, block);
    return header !== undefined && isTarHeader(header);
  }

  private judgeLink(header: Buffer, at: number, letter: string, path: string): void {
    const { longLink, pax, isUnread } = this.ahead;
    const target = latin1(pax?.get('linkpath') ?? textOf(longLink ?? header.subarray(157, 257)));
    const isHard = letter === kind.hardLink;
    // A hard link names a member of the archive, a symbolic one a place as seen from its own.
    const fault = linkFault(isHard ? '' : path, target);
    if (!isHard && !isUnread) this.links.add(path, at);
    if (fault === undefined) return;
    // System images have symbolic links to anywhere.
    if (isHard) this.findings.refuse('archive-link', at, fault);
    else this.findings.warn('archive-link', at, fault);
  }

  /** Later members take the place of earlier ones, as `tar -r` has it; a link in between is written through. */
  private judgeDuplicate(path: string, isLink: boolean, at: number): void {
    const known = this.names.get(path);
    if (known !== undefined && (known || isLink) && known !== isLink)
      this.findings.refuse('archive-duplicate', at, 'and one of them is a link');
    else if (known !== undefined)
      this.findings.warn('archive-duplicate', at, 'of which readers keep the last');
    const likeness = this.similar.add(path);
    if (known === undefined && likeness !== undefined) this.findings.warn('archive-duplicate', at, likeness);
    this.names.set(path, isLink);
  }

  /** Of a file and a folder with one name, readers keep the first, or the last, or stop. */
  private judgeFolders(path: string, isFolder: boolean, isLink: boolean, at: number): void {
    const folders = isFolder ? [...foldersAbove(path), path] : [...foldersAbove(path)];
    const isBoth =
      (!isFolder && !isLink && this.folders.has(path)) ||
      folders.some((folder) => this.names.get(folder) === false);
    if (isBoth) this.findings.refuse('archive-duplicate', at, 'of a file and of a folder');
    for (const folder of folders) this.folders.add(folder);
  }

  private mismatch(at: number, seen: string): void {
    this.findings.refuse('archive-mismatch', at, seen);
  }
}

/** Writers state such a name in the header, and nowhere else. */
const fitsHeader = (name: Buffer): boolean =>
  name.length <= shortName && name.every((byte) => byte >= 0x20 && byte < 0x7f);

const withoutSlash = (name: Buffer): string => latin1(name).replace(/\/+$/, '');
