import { has, latin1, u16le, u32le } from '../reading/bytes.js';
import { isServerSideInclude, phpEchoes, serverPages } from './server-code.js';
import { serverNamespace, serverTags } from './server-tags.js';

/**
 * Formats that some program opens although they do not stand at the beginning of the file: ZIP and PDF readers
 * search for their marks, browsers and interpreters run what they find, loaders are given an offset. A format that
 * is read from offset 0 only (an image, a song) can't be a second reading, so it has no place here.
 */
export type GuestKind =
  | 'zip'
  | 'rar'
  | '7z'
  | 'arj'
  | 'cab'
  | 'pdf'
  | 'rtf'
  | 'html'
  | 'php'
  | 'server-page'
  | 'mpeg-audio'
  | 'pe'
  | 'elf'
  | 'macho'
  | 'tar'
  | 'dicom'
  | 'iso';

export const guestNames: Readonly<Record<GuestKind, string>> = {
  zip: 'a ZIP archive',
  rar: 'a RAR archive',
  '7z': 'a 7-Zip archive',
  arj: 'an ARJ archive',
  cab: 'a cabinet archive',
  pdf: 'a PDF document',
  rtf: 'an RTF document',
  html: 'an HTML page',
  php: 'a PHP script',
  'server-page': 'a server page (JSP, ASP, CFML or SSI)',
  'mpeg-audio': 'an MP3 song',
  pe: 'a Windows program',
  elf: 'an ELF program',
  macho: 'a Mach-O program',
  tar: 'a tar archive',
  dicom: 'a DICOM image',
  iso: 'a disc image',
};

export interface Signature {
  readonly guest: GuestKind;
  /** One character a byte; the first is no letter when `anyCase` is set. */
  readonly mark: string;
  readonly anyCase?: boolean;
  /**
   * Looks at the bytes around the mark, which stands at `offset` in its file; without it four chance bytes would be a
   * guest.
   */
  readonly confirm?: (b: Buffer, at: number, offset: number) => boolean;
  /** The same for a mark of two bytes, which may stand anywhere: what it has seen of a buffer serves all its marks. */
  readonly confirmIn?: (b: Buffer) => (at: number) => boolean;
}

// Confirmations look at single bytes: a file may be made of nothing but marks.
const isBlank = (byte: number | undefined): boolean =>
  byte === 0x20 || (byte !== undefined && byte >= 0x09 && byte <= 0x0d);
const isDigit = (byte: number | undefined): boolean => byte !== undefined && byte >= 0x30 && byte <= 0x39;

const markupFollows = (length: number) => (b: Buffer, at: number) =>
  isBlank(b[at + length]) || b[at + length] === 0x3e || b[at + length] === 0x2f;

/** `%PDF-` is followed by a version. */
const isPdfVersion = (b: Buffer, at: number): boolean =>
  isDigit(b[at + 5]) && (b[at + 5] ?? 0) <= 0x32 && b[at + 6] === 0x2e && isDigit(b[at + 7]);

/** `{\rtf` is followed by its version, a control word or a blank. */
const isRtfVersion = (b: Buffer, at: number): boolean =>
  isDigit(b[at + 5]) || b[at + 5] === 0x5c || b[at + 5] === 0x20;

/** `<!doctype` is followed by blanks and the name of the root. */
function isPageType(b: Buffer, at: number): boolean {
  const from = at + 9;
  let name = from;
  while (name < from + 16 && isBlank(b[name])) name++;
  return name > from && /^html[\s>]/i.test(latin1(b, name, name + 5));
}

/** A field that lies outside of what was read is believed. */
const unseen = (b: Buffer, at: number, length: number): boolean => at + length > b.length;

const peMachines = new Set([0x14c, 0x8664, 0x1c0, 0x1c4, 0xaa64, 0x200]);

/** Searched at any offset of every window that is read. */
export const signatures: readonly Signature[] = [
  // APPNOTE.TXT 4.3.7: version, method and name length of a local header have few sensible values.
  {
    guest: 'zip',
    mark: 'PK\x03\x04',
    confirm: (b, at) =>
      unseen(b, at, 30) ||
      (u16le(b, at + 4) <= 100 &&
        u16le(b, at + 8) <= 99 &&
        u16le(b, at + 26) > 0 &&
        u16le(b, at + 26) < 1024),
  },
  { guest: 'zip', mark: 'PK\x01\x02', confirm: (b, at) => unseen(b, at, 46) || u16le(b, at + 10) <= 99 },
  { guest: 'zip', mark: 'PK\x05\x06', confirm: isZipEndRecord },
  { guest: 'rar', mark: 'Rar!\x1a\x07' },
  { guest: 'rar', mark: 'RE~^', confirm: (b, at) => u16le(b, at + 5) < 0x100 && !unseen(b, at, 7) },
  {
    guest: '7z',
    mark: '7z\xbc\xaf\x27\x1c',
    confirm: (b, at) => unseen(b, at, 32) || (b[at + 6] === 0 && (b[at + 7] ?? 0) < 10),
  },
  { guest: 'arj', mark: '\x60\xea', confirm: isArjHeader },
  { guest: 'cab', mark: 'MSCF\0\0\0\0' },
  { guest: 'pdf', mark: '%PDF-', confirm: isPdfVersion },
  { guest: 'rtf', mark: '{\\rtf', confirm: isRtfVersion },
  {
    guest: 'html',
    mark: '<!doctype',
    anyCase: true,
    confirm: isPageType,
  },
  { guest: 'html', mark: '<html', anyCase: true, confirm: markupFollows(5) },
  { guest: 'html', mark: '<script', anyCase: true, confirm: markupFollows(7) },
  { guest: 'html', mark: '<iframe', anyCase: true, confirm: markupFollows(7) },
  { guest: 'php', mark: '<?php', anyCase: true, confirm: markupFollows(5) },
  { guest: 'php', mark: '<?hh', confirm: markupFollows(4) },
  { guest: 'php', mark: '<?', confirmIn: phpEchoes },
  { guest: 'server-page', mark: '<%', confirmIn: serverPages },
  { guest: 'server-page', mark: '<!--#', confirm: isServerSideInclude },
  { guest: 'server-page', mark: serverNamespace },
  ...serverTags.map((tag): Signature => ({ guest: 'server-page', anyCase: true, ...tag })),
  { guest: 'pe', mark: 'This program cannot be run in DOS mode' },
  {
    guest: 'pe',
    mark: 'PE\0\0',
    confirm: (b, at) => !unseen(b, at, 24) && peMachines.has(u16le(b, at + 4)) && u16le(b, at + 6) < 97,
  },
  {
    guest: 'elf',
    mark: '\x7fELF',
    confirm: (b, at) => (b[at + 4] ?? 9) <= 2 && (b[at + 5] ?? 9) <= 2 && b[at + 6] === 1,
  },
  { guest: 'macho', mark: '\xcf\xfa\xed\xfe\x07\0\0\x01' },
  { guest: 'macho', mark: '\xcf\xfa\xed\xfe\x0c\0\0\x01' },
  { guest: 'macho', mark: '\xce\xfa\xed\xfe\x07\0\0\0' },
];

/** Formats that are read from a fixed offset, which lets another format stand before it. */
export const fixedMarks: readonly { guest: GuestKind; offset: number; confirm: (b: Buffer) => boolean }[] = [
  // DICOM PS3.10, 7.1: a 128-byte preamble of free content, then "DICM" and group 0002.
  { guest: 'dicom', offset: 128, confirm: (b) => has(b, 0, 'DICM\x02\0') },
  // ECMA-119, 8.1: volume descriptors begin at sector 16; the 32 KiB before them are free.
  { guest: 'iso', offset: 0x8000, confirm: (b) => has(b, 1, 'CD001\x01') },
  { guest: 'tar', offset: 0, confirm: isTarHeader },
];

/**
 * APPNOTE.TXT 4.3.16: the directory stands before its end record, so it is no longer than what does, and has 46 bytes
 * and more for each entry; where it was read, it begins with the mark of its first one (which is searched for as well,
 * so an archive with room between the two is found). A field that does not fit into
 * its place is full (4.4.1.4, ZIP64).
 */
function isZipEndRecord(b: Buffer, at: number, offset: number): boolean {
  if (unseen(b, at, 22)) return true;
  const [onDisk, entries, bytes] = [u16le(b, at + 8), u16le(b, at + 10), u32le(b, at + 12)];
  if (onDisk > entries) return false;
  if (bytes === 0xffffffff) return true;
  if (bytes > offset || (entries < 0xffff && bytes < 46 * entries)) return false;
  return entries === 0 || bytes > at || has(b, at - bytes, 'PK\x01\x02');
}

/** The mark has two bytes only, so the main header has to be plausible throughout (ARJ TECHNOTE, "main header"). */
function isArjHeader(b: Buffer, at: number): boolean {
  const size = u16le(b, at + 2);
  const firstHeaderSize = b[at + 4];
  return (
    !unseen(b, at, 12) &&
    size >= 30 &&
    size < 2600 &&
    (firstHeaderSize === 30 || firstHeaderSize === 34) &&
    (b[at + 5] ?? 99) < 20 &&
    (b[at + 7] ?? 99) < 12 &&
    b[at + 10] === 2
  );
}

/** POSIX.1-2024, pax, "ustar Interchange Format": the sum of the header's bytes, its own field taken as spaces. */
export function isTarHeader(b: Uint8Array): boolean {
  if (b.length < 512) return false;
  const stated = Number.parseInt(latin1(b, 148, 156).replace(/\0/g, ' ').trim(), 8);
  // Cheap tests first: few files have an octal number there.
  if (!(stated > 256 && stated < 512 * 255)) return false;
  let sum = 8 * 0x20;
  for (let i = 0; i < 512; i++) if (i < 148 || i >= 156) sum += b[i] ?? 0;
  return sum === stated;
}
