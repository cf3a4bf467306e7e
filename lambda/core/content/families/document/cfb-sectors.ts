import { u16le, u32le } from '../../reading/bytes.js';
import type { Allowance, FileView } from '../../reading/file-view.js';

/** [MS-CFB] 2.1: from here on, numbers of sectors have other meanings. */
const maxSector = 0xfffffffa;
const freeSector = 0xffffffff;
const sectorsInHeader = 109;
/** Sectors side by side that are read at once, and the most of one chain. */
const runBytes = 32 * 1024;
const chainBytes = 96 * 1024;
const extraTables = 8;

/** The sectors of a compound file and the table that chains them ([MS-CFB] 2.2 to 2.5). */
export class CfbSectors {
  readonly sectorBytes: number;
  private readonly perTable: number;
  private steps: Allowance;

  constructor(private readonly file: FileView) {
    this.sectorBytes = 2 ** Math.min(16, u16le(file.head, 30));
    this.perTable = this.sectorBytes / 4;
    this.steps = file.allowance(12);
  }

  /** Version 3 has sectors of 512 bytes, version 4 of 4096. */
  get isSane(): boolean {
    return this.sectorBytes === 512 || this.sectorBytes === 4096;
  }

  offsetOf(sector: number): number {
    return (sector + 1) * this.sectorBytes;
  }

  /** The bytes of the chain that begins at `first`; not whole when it is long, loops, or lies too widely scattered. */
  async chain(first: number): Promise<{ bytes: Buffer; isWhole: boolean }> {
    const parts: Buffer[] = [];
    const seen = new Set<number>();
    let sector: number | undefined = first;
    while (sector !== undefined && sector < maxSector) {
      const start: number = sector;
      let length = 0;
      do {
        if (seen.has(sector)) return { bytes: Buffer.concat(parts), isWhole: false };
        seen.add(sector);
        length += this.sectorBytes;
        sector = await this.next(sector);
      } while (sector === start + length / this.sectorBytes && length < runBytes);
      const run = await this.steps.bytes(this.offsetOf(start), length);
      if (!run || run.length === 0 || seen.size * this.sectorBytes > chainBytes) {
        return { bytes: Buffer.concat(parts), isWhole: false };
      }
      parts.push(run);
    }
    return { bytes: Buffer.concat(parts), isWhole: sector !== undefined };
  }

  /** Behind the last sector that is in use; `undefined` when the tables can't be read. */
  async end(): Promise<number | undefined> {
    // A long directory leaves reads for this.
    this.steps = this.file.allowance(8);
    const tables = u32le(this.file.head, 44);
    if (tables > this.file.sizeBytes / this.sectorBytes) return undefined;
    for (let index = tables - 1; index >= 0 && index > tables - 4; index--) {
      const table = await this.table(index);
      if (!table) return undefined;
      for (let i = this.perTable - 1; i >= 0; i--) {
        const isUsed = i * 4 + 4 <= table.length && u32le(table, i * 4) !== freeSector;
        if (isUsed) return this.offsetOf(index * this.perTable + i + 1);
      }
    }
    return undefined;
  }

  private async next(sector: number): Promise<number | undefined> {
    const table = await this.table(Math.floor(sector / this.perTable));
    const at = (sector % this.perTable) * 4;
    return table && at + 4 <= table.length ? u32le(table, at) : undefined;
  }

  private async table(index: number): Promise<Buffer | undefined> {
    const sector = await this.tableSector(index);
    return sector === undefined || sector >= maxSector
      ? undefined
      : this.steps.bytes(this.offsetOf(sector), this.sectorBytes);
  }

  /** Where the table of this number stands: in the header, or in a chain of further lists (2.5, "DIFAT Sectors"). */
  private async tableSector(index: number): Promise<number | undefined> {
    if (index < sectorsInHeader) return u32le(this.file.head, 76 + 4 * index);
    const perList = this.perTable - 1;
    let list = u32le(this.file.head, 68);
    let left = index - sectorsInHeader;
    for (let lists = 0; lists < extraTables && list < maxSector; lists++) {
      const bytes = await this.steps.bytes(this.offsetOf(list), this.sectorBytes);
      if (!bytes) return undefined;
      if (left < perList) return u32le(bytes, left * 4);
      left -= perList;
      list = u32le(bytes, perList * 4);
    }
    return undefined;
  }
}
