/** tar archives that two readers read differently, or that lead out of the folder they are unpacked into. */
import { tarFile, tarMember } from '../../archive-bytes.js';
import { bytesOf } from '../../file-bytes.js';

interface Change {
  /** One letter. */
  readonly kind?: string;
  readonly link?: string;
  /** The size that the header states. */
  readonly size?: number;
}

/** A member with some fields of its header changed, and the sum over them made right. */
function member(name: string, content: Buffer, { kind, link, size }: Change = {}): Buffer {
  const bytes = tarMember(name, content);
  if (kind !== undefined) bytes.write(kind, 156, 'latin1');
  if (link !== undefined) bytes.write(link, 157, 'latin1');
  if (size !== undefined) bytes.write(size.toString(8).padStart(11, '0'), 124, 'latin1');
  bytes.write('        ', 148, 'latin1');
  const sum = bytes.subarray(0, 512).reduce((total, byte) => total + byte, 0);
  bytes.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return bytes;
}

/** Records of pax, each of which counts its own length. */
function pax(records: Readonly<Record<string, string>>, kind = 'x'): Buffer {
  const lines = Object.entries(records).map(([key, value]) => {
    const rest = ` ${key}=${value}\n`;
    let length = rest.length + 1;
    while (`${length}${rest}`.length !== length) length++;
    return `${length}${rest}`;
  });
  return member('PaxHeaders/a', bytesOf(lines.join('')), { kind });
}

const longName = (name: string): Buffer => member('././@LongLink', bytesOf(`${name}\0`), { kind: 'L' });
const longLink = (name: string): Buffer => member('././@LongLink', bytesOf(`${name}\0`), { kind: 'K' });
const none = Buffer.alloc(0);
const text = bytesOf('hello');
const far = `${'folder/'.repeat(16)}a.txt`;
/** Of each of which the header holds the name of a folder that others have. */
const manyLongNames = Array.from({ length: 900 }, (_, index) => {
  const name = `${'long/'.repeat(40)}${index}.txt`;
  return [longName(name), member(name.slice(0, 100), bytesOf('text '.repeat(140)))];
}).flat();
const link = (name: string, to: string, kind = '2'): Buffer => member(name, none, { kind, link: to });

const utf8 = (name: string): string => Buffer.from(name).toString('latin1');

export const refusedTars: readonly [string, Buffer, string][] = [
  ['a path that leads out', tarFile(member('../../a', text)), 'archive-path'],
  ['a path of Windows that leads out', tarFile(member('..\\a', text)), 'archive-path'],
  ['a path with a drive', tarFile(member('C:/a', text)), 'archive-path'],
  ['a pax path that leads out', tarFile(pax({ path: '../a' }), member('a', text)), 'archive-path'],
  ['a long name that leads out', tarFile(longName(`../${far}`), member('a', text)), 'archive-path'],
  [
    'a header that leads out behind a pax path',
    tarFile(pax({ path: far }), member('../a', text)),
    'archive-path',
  ],
  [
    'a file and a folder of one name',
    tarFile(member('a', text), member('a/', none, { kind: '5' })),
    'archive-duplicate',
  ],
  ['a folder and a file of one name', tarFile(member('a/b', text), member('./a', text)), 'archive-duplicate'],
  ['a file within a file', tarFile(member('a', text), member('a/b/c', text)), 'archive-duplicate'],
  ['a name with an isolate', tarFile(member('a\xe2\x81\xa7gpj.exe', text)), 'archive-name'],
  ['a name shown backwards', tarFile(member('a\xe2\x80\xaegpj.exe', text)), 'archive-name'],
  ['a NUL in a pax path', tarFile(pax({ path: 'a\0b' }), member('a', text)), 'archive-name'],
  ['another short name in pax', tarFile(pax({ path: 'b' }), member('a', text)), 'archive-mismatch'],
  ['another short name of GNU', tarFile(longName('b'), member('a', text)), 'archive-mismatch'],
  [
    'long names that disagree',
    tarFile(longName(`${far}b`), pax({ path: far }), member('a', text)),
    'archive-mismatch',
  ],
  ['one name for all', tarFile(pax({ path: 'b' }, 'g'), member('a', text)), 'archive-mismatch'],
  ['another size in pax', tarFile(pax({ size: '512' }), member('a', text)), 'archive-mismatch'],
  [
    'a size in pax and none in the header',
    tarFile(pax({ size: '600' }), member('a', none), member('b', text)),
    'archive-mismatch',
  ],
  [
    'a folder with a size that hides a member',
    tarFile(member('d', none, { kind: '5', size: 1024 }), member('a', text), member('b', text)),
    'archive-mismatch',
  ],
  ['a hard link that leads out', tarFile(link('a', '../../etc/passwd', '1')), 'archive-link'],
  ['a hard link to the root', tarFile(link('a', '/etc/passwd', '1')), 'archive-link'],
  ['a long hard link that leads out', tarFile(longLink(`../${far}`), link('a', 'b', '1')), 'archive-link'],
  ['a link with a member behind it', tarFile(link('l', '/etc'), member('l/passwd', text)), 'archive-link'],
  [
    'a link with a member behind it, by another path',
    tarFile(link('d/./l', '/etc'), member('d/l/passwd', text)),
    'archive-link',
  ],
  [
    'a link and a file of one name, by another path',
    tarFile(link('d/./a', 'b'), member('d//a', text)),
    'archive-duplicate',
  ],
  ['a link and a file of one name', tarFile(link('a', 'b'), member('a', text)), 'archive-duplicate'],
];

export const warnedTars: readonly [string, Buffer, string][] = [
  [
    'two files by composed letters',
    tarFile(member(utf8('ä'), text), member(utf8('a\u0308'), text)),
    'archive-duplicate',
  ],
  ['a path from the root', tarFile(member('/etc/hosts', text)), 'archive-path'],
  ['a symbolic link that leads out', tarFile(link('usr/bin/vi', '/etc/alternatives/vi')), 'archive-link'],
  ['one name twice', tarFile(member('a', text), member('a', bytesOf('later'))), 'archive-duplicate'],
];

export const fineTars: readonly [string, Buffer][] = [
  ['a long name of GNU', tarFile(longName(far), member(far.slice(0, 100), text))],
  ['a long name of pax', tarFile(pax({ path: far }), member(far.slice(0, 100), text))],
  ['many long names, of which not all are read', tarFile(...manyLongNames)],
  ['many long names, read from another place', tarFile(member('a', text), ...manyLongNames)],
  ['times of pax', tarFile(pax({ mtime: '1700000000.5' }), member('a', text))],
  [
    'a comment for all',
    tarFile(pax({ comment: 'made by a version control system' }, 'g'), member('a', text)),
  ],
  [
    'a link inside',
    tarFile(member('lib/a.so.1', text), link('lib/a.so', 'a.so.1'), link('b', 'lib/a.so.1', '1')),
  ],
  [
    'a link with a size, as some writers have it',
    tarFile(member('a', text), member('b', none, { kind: '1', link: 'a', size: 5 })),
  ],
  ['its own folder in front of names', tarFile(member('./', none, { kind: '5' }), member('./a', text))],
];
