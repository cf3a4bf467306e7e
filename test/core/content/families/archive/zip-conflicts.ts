/** ZIP archives that two readers read differently, each from one that is whole, with a few bytes changed. */
import { bytesOf } from '../../file-bytes.js';
import { field, unicodeName, wideEnd, zipOf } from './zip-builder.js';

const u16 = (at: number, change: (value: number) => number) => (b: Buffer) =>
  void b.writeUInt16LE(change(b.readUInt16LE(at)), at);
const u32 = (at: number, change: (value: number) => number) => (b: Buffer) =>
  void b.writeUInt32LE(change(b.readUInt32LE(at)) >>> 0, at);
const more = (value: number): number => value + 1;
const less = (value: number): number => value - 1;

const folder = { content: Buffer.alloc(0), isStored: true };
const one = zipOf([{}]);
const directoryAt = one.indexOf('PK\x01\x02');
const directoryBytes = one.length - 22 - directoryAt;
const wide = (entries: number, gap?: Buffer) =>
  zipOf([{}], { beforeEnd: wideEnd(entries, directoryBytes, directoryAt, gap) });
const zip64 = field(1, Buffer.alloc(16));

/** By kind: what the local header, the directory, the extra fields, or the end record say otherwise. */
export const refusedZips: readonly [string, Buffer, string][] = [
  ['a local header with another method', zipOf([{ changeLocal: u16(8, () => 0) }]), 'archive-mismatch'],
  ['a directory with another method', zipOf([{ changeStated: u16(10, () => 0) }]), 'archive-mismatch'],
  ['a longer local packed size', zipOf([{ changeLocal: u32(18, more) }]), 'archive-mismatch'],
  ['a shorter local packed size', zipOf([{ changeLocal: u32(18, less) }]), 'archive-mismatch'],
  ['a longer local size', zipOf([{ changeLocal: u32(22, more) }]), 'archive-mismatch'],
  ['another local checksum', zipOf([{ changeLocal: u32(14, more) }]), 'archive-mismatch'],
  ['a longer stated packed size', zipOf([{ changeStated: u32(20, more) }]), 'archive-mismatch'],
  ['a shorter stated packed size', zipOf([{ changeStated: u32(20, less) }]), 'archive-mismatch'],
  ['a longer stated size', zipOf([{ changeStated: u32(24, more) }]), 'archive-mismatch'],
  ['another stated checksum', zipOf([{ changeStated: u32(16, more) }]), 'archive-mismatch'],
  ['another local name', zipOf([{ localName: 'b.txt' }]), 'archive-mismatch'],
  ['a longer local name', zipOf([{ localName: 'a.txt.exe' }]), 'archive-mismatch'],
  ['a shorter local name', zipOf([{ localName: 'a' }]), 'archive-mismatch'],
  ['no local name', zipOf([{ localName: '' }]), 'archive-mismatch'],
  [
    'no local header where one is stated',
    zipOf([{}, { name: 'b.txt', changeLocal: u16(2, more) }]),
    'archive-mismatch',
  ],
  [
    'one that is encrypted by its local header only',
    zipOf([{ changeLocal: u16(6, more) }]),
    'archive-mismatch',
  ],
  [
    'two sizes of what is stored',
    zipOf([{ isStored: true, changeLocal: u32(22, more), changeStated: u32(24, more) }]),
    'archive-mismatch',
  ],
  [
    'another checksum behind the data',
    zipOf([{ isDescribed: true, changeDescriptor: u32(4, more) }]),
    'archive-mismatch',
  ],
  [
    'another size behind the data',
    zipOf([{ isDescribed: true, changeDescriptor: u32(12, more) }]),
    'archive-mismatch',
  ],
  [
    'an extra field longer than its room',
    zipOf([{ extra: Buffer.from([0x55, 0x54, 9, 0, 1]) }]),
    'archive-mismatch',
  ],
  ['such a local one', zipOf([{ localExtra: Buffer.from([0x55, 0x54, 9, 0, 1]) }]), 'archive-mismatch'],
  ['two sizes of ZIP64', zipOf([{ localExtra: Buffer.concat([zip64, zip64]) }]), 'archive-mismatch'],
  [
    'two names in UTF-8',
    zipOf([{ extra: Buffer.concat([unicodeName('a.txt', 'a.txt'), unicodeName('b', 'a.txt')]) }]),
    'archive-mismatch',
  ],
  ['another name in UTF-8', zipOf([{ extra: unicodeName('b.exe', 'a.txt') }]), 'archive-mismatch'],
  [
    'an entry that the directory does not have',
    zipOf([{}, { name: 'b.txt', gap: one.subarray(0, directoryAt) }]),
    'archive-mismatch',
  ],
  [
    'a comment of an entry longer than the directory',
    zipOf([{ changeStated: u16(32, more) }]),
    'archive-directory',
  ],
  ['a directory shorter than its entries', zipOf([{}], { changeEnd: u32(12, less) }), 'archive-directory'],
  ['more entries than there are', zipOf([{}], { changeEnd: u16(10, more) }), 'archive-directory'],
  ['a record of ZIP64 with another count', wide(2), 'archive-directory'],
  ['a record of ZIP64 with a gap behind it', wide(1, Buffer.alloc(9)), 'archive-directory'],
  ['a name with a NUL', zipOf([{ name: 'a.txt\0.exe' }]), 'archive-name'],
  ['a name shown backwards', zipOf([{ name: 'a\xe2\x80\xaegpj.exe' }]), 'archive-name'],
  ['a path that leads out', zipOf([{ name: '../../.bashrc' }]), 'archive-path'],
  ['a path that leads out in the middle', zipOf([{ name: 'a/../../b' }]), 'archive-path'],
  ['a path of Windows that leads out', zipOf([{ name: '..\\..\\run.bat' }]), 'archive-path'],
  ['a path from the root', zipOf([{ name: '/etc/cron.d/job' }]), 'archive-path'],
  ['a path with a drive', zipOf([{ name: 'C:\\Windows\\a.dll' }]), 'archive-path'],
  ['a path to a share', zipOf([{ name: '\\\\server\\share\\a' }]), 'archive-path'],
  [
    'a link that leads out',
    zipOf([{ name: 'l', mode: 0xa1ff, isStored: true, content: bytesOf('../../etc') }]),
    'archive-link',
  ],
  [
    'a link to the root',
    zipOf([{ name: 'l', mode: 0xa1ff, isStored: true, content: bytesOf('/etc') }]),
    'archive-link',
  ],
  [
    'a link with an entry behind it',
    zipOf([{ name: 'l', mode: 0xa1ff, isStored: true, content: bytesOf('d') }, { name: 'l/a' }]),
    'archive-link',
  ],
  [
    'a link with an entry behind it, by another path',
    zipOf([{ name: 'l', mode: 0xa1ff, isStored: true, content: bytesOf('d') }, { name: './l//a' }]),
    'archive-link',
  ],
  [
    'two files of one name, by another path',
    zipOf([{ name: 'd/a' }, { name: './d//a', content: bytesOf('other') }]),
    'archive-duplicate',
  ],
  ['two files of one name', zipOf([{}, { content: bytesOf('other') }]), 'archive-duplicate'],
  ['a file and a folder of one name', zipOf([{ name: 'a' }, { name: 'a/', ...folder }]), 'archive-duplicate'],
  [
    'a folder and a file of one name',
    zipOf([{ name: './a/', ...folder }, { name: 'a' }]),
    'archive-duplicate',
  ],
  ['a file within a file', zipOf([{ name: 'd/a' }, { name: 'd/a/b/c' }]), 'archive-duplicate'],
  ['a file within a file that follows', zipOf([{ name: 'd\\a\\b' }, { name: 'd/a' }]), 'archive-duplicate'],
  ...['\u202a', '\u202b', '\u202d', '\u2066', '\u2067', '\u2068', '\u2069'].map(
    (control): [string, Buffer, string] => [
      `a name with U+${control.charCodeAt(0).toString(16)}`,
      zipOf([{ name: Buffer.from(`a${control}gpj.exe`).toString('latin1') }]),
      'archive-name',
    ],
  ),
  [
    'a second name that leads out',
    zipOf([{ name: '\x84.txt', extra: unicodeName('../../a.txt', '\x84.txt') }]),
    'archive-path',
  ],
  [
    'a second name with another ending',
    zipOf([{ name: '\x84.txt', extra: unicodeName('ä.exe', '\x84.txt') }]),
    'archive-mismatch',
  ],
];

const utf8 = (name: string): string => Buffer.from(name).toString('latin1');

export const warnedZips: readonly [string, Buffer, string][] = [
  ['another time', zipOf([{ changeLocal: u32(10, more) }]), 'structure-odd'],
  ['a gap in front of the directory', zipOf([{}], { gapBehind: Buffer.alloc(5) }), 'archive-gap'],
  ['a gap between entries', zipOf([{}, { name: 'b.txt', gap: Buffer.alloc(5) }]), 'archive-gap'],
  ['one file twice', zipOf([{}, {}]), 'archive-duplicate'],
  ['two files by capital letters', zipOf([{}, { name: 'A.TXT' }]), 'archive-duplicate'],
  [
    'two files by composed letters',
    zipOf([{ name: utf8('ä.txt') }, { name: utf8('a\u0308.txt') }]),
    'archive-duplicate',
  ],
  [
    'two files by capital letters beyond ASCII',
    zipOf([{ name: utf8('ä') }, { name: utf8('A\u0308') }]),
    'archive-duplicate',
  ],
  [
    'two files by letters that fold',
    zipOf([{ name: utf8('straße') }, { name: 'STRASSE' }]),
    'archive-duplicate',
  ],
  ['two files by a dot that Windows leaves out', zipOf([{}, { name: 'a.txt.' }]), 'archive-duplicate'],
];

export const fineZips: readonly [string, Buffer][] = [
  ['one file', one],
  ['sizes behind the data', zipOf([{ isDescribed: true }])],
  ['backslashes in one place', zipOf([{ name: 'a/b.txt', localName: 'a\\b.txt' }])],
  ['a time of Unix', zipOf([{ extra: field(0x5455, Buffer.alloc(5)) }])],
  ['padding in an extra field', zipOf([{ localExtra: Buffer.alloc(3) }])],
  [
    'a name in an old encoding and in UTF-8',
    zipOf([{ name: '\x84.txt', extra: unicodeName('ä.txt', '\x84.txt') }]),
  ],
  ['dots in a name', zipOf([{ name: 'a..b/...' }])],
  ['a name in Hebrew with its marks', zipOf([{ name: Buffer.from('\u05d0\u200f.txt').toString('latin1') }])],
  ['a link inside', zipOf([{ name: 'd/l', mode: 0xa1ff, isStored: true, content: bytesOf('../e/f') }])],
  [
    'two folders of one name',
    zipOf([
      { name: 'd/', content: Buffer.alloc(0), isStored: true },
      { name: 'd/', content: Buffer.alloc(0), isStored: true },
    ]),
  ],
  [
    'a folder and files in it',
    zipOf([{ name: 'a/b' }, { name: 'a/', ...folder }, { name: 'a/c/d' }, { name: 'ab' }]),
  ],
  ['records of ZIP64', wide(1)],
];
