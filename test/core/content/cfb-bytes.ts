/** A builder of compound files of version 3: header, one table of sectors, a directory, and streams ([MS-CFB]). */
const sectorBytes = 512;
const free = 0xffffffff;
const endOfChain = 0xfffffffe;

export interface CfbStream {
  readonly name: string;
  readonly content?: Buffer;
}

/** At most 120 sectors; streams shorter than 4,096 bytes have their own sectors too. */
export function cfbFile(streams: readonly CfbStream[], { classId = '', freeSectors = 0 } = {}): Buffer {
  const directorySectors = Math.ceil((streams.length + 1) / 4);
  const table = Buffer.alloc(sectorBytes, 0xff);
  table.writeUInt32LE(0xfffffffd, 0);
  chain(table, 1, directorySectors);
  const directory = Buffer.alloc(directorySectors * sectorBytes);
  entry(directory, 0, { name: 'Root Entry', kind: 5, child: streams.length > 0 ? 1 : free, classId });
  const contents: Buffer[] = [];
  let sector = 1 + directorySectors;
  streams.forEach(({ name, content = Buffer.alloc(0) }, i) => {
    const sectors = Math.ceil(content.length / sectorBytes);
    const right = i + 1 < streams.length ? i + 2 : free;
    const first = sectors > 0 ? sector : endOfChain;
    entry(directory, i + 1, { name, kind: sectors > 0 ? 2 : 1, right, first, size: content.length });
    chain(table, sector, sectors);
    contents.push(content, Buffer.alloc(-content.length & (sectorBytes - 1)));
    sector += sectors;
  });
  return Buffer.concat([
    header(),
    table,
    directory,
    ...contents,
    Buffer.alloc(freeSectors * sectorBytes, 0x5a),
  ]);
}

function header(): Buffer {
  const bytes = Buffer.alloc(sectorBytes, 0xff);
  bytes.fill(0, 0, 76);
  bytes.write('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'latin1');
  bytes.writeUInt16LE(0x3e, 24);
  bytes.writeUInt16LE(3, 26);
  bytes.writeUInt16LE(0xfffe, 28);
  bytes.writeUInt16LE(9, 30);
  bytes.writeUInt16LE(6, 32);
  bytes.writeUInt32LE(1, 44);
  bytes.writeUInt32LE(1, 48);
  bytes.writeUInt32LE(4096, 56);
  bytes.writeUInt32LE(endOfChain, 60);
  bytes.writeUInt32LE(endOfChain, 68);
  bytes.writeUInt32LE(0, 76);
  return bytes;
}

function chain(table: Buffer, first: number, sectors: number): void {
  for (let i = 0; i < sectors; i++) {
    table.writeUInt32LE(i + 1 < sectors ? first + i + 1 : endOfChain, (first + i) * 4);
  }
}

interface Slot {
  readonly name: string;
  readonly kind: number;
  readonly right?: number;
  readonly child?: number;
  readonly first?: number;
  readonly size?: number;
  readonly classId?: string;
}

function entry(directory: Buffer, index: number, slot: Slot): void {
  const at = index * 128;
  directory.write(slot.name, at, 'utf16le');
  directory.writeUInt16LE(slot.name.length * 2 + 2, at + 64);
  directory[at + 66] = slot.kind;
  directory.writeUInt32LE(free, at + 68);
  directory.writeUInt32LE(slot.right ?? free, at + 72);
  directory.writeUInt32LE(slot.child ?? free, at + 76);
  directory.write(slot.classId ?? '', at + 80, 'hex');
  directory.writeUInt32LE(slot.first ?? endOfChain, at + 116);
  directory.writeUInt32LE(slot.size ?? 0, at + 120);
}
