import { fourCc, has, u16be, u32be, u64be } from '../../reading/bytes.js';
import type { Allowance, FileView } from '../../reading/file-view.js';
import { boxAt, type Box } from './isobmff-boxes.js';

/** Reads for boxes that neither head nor tail holds, and how much each of them takes. */
const reads = 4;
const readAhead = 4 * 1024;
const mostTopBoxes = 64;
const mostBoxesInBox = 256;
const mostTracks = 32;
/** The boxes in which a track keeps where its samples are (ISO/IEC 14496-12, table 1). */
const toSampleTable = ['mdia', 'minf', 'stbl'];
/** A track whose samples stand in other files, or in fragments of a stream. */
const elsewhere = new Set(['mvex']);

/**
 * The first box that holds content, not only a name: a track with samples that begin in the file, a fragment of one, an
 * image item, or a codestream of JPEG 2000 or JPEG XL.
 */
export async function firstContent(file: FileView, type: string): Promise<number | undefined> {
  const proof = new BoxProof(file);
  // Motion JPEG 2000 (ISO/IEC 15444-3) has tracks.
  const names = (isMotion(file) ? undefined : contentOf[type]) ?? tracks;
  let namedTypes = 0;
  for await (const box of proof.boxes(0, file.sizeBytes, mostTopBoxes)) {
    // ISO/IEC 14496-12, 4.3: one box states the type. With another in front of all content it is some other file's.
    if (box.name === 'ftyp' && ++namedTypes > 1) return undefined;
    if (names.has(box.name) && (await proof.isContent(box, type))) return box.start;
  }
  // Of many fragments the last ones are in the tail.
  return names.has('moof') ? proof.inTail() : undefined;
}

const isMotion = ({ head }: FileView): boolean => has(head, 20, 'mjp2');
const tracks = new Set(['moov', 'moof']);
const items = new Set(['meta', 'mini', 'moov']);
const contentOf: Readonly<Record<string, ReadonlySet<string>>> = {
  'image/avif': items,
  'image/heic': items,
  'image/jp2': new Set(['jp2c']),
  'image/jxl': new Set(['jxlc', 'jxlp']),
};

/** ISO/IEC 23008-12, 7.2: image sequences are tracks of pictures, which are no video. */
const handlersOf: Readonly<Record<string, string>> = { 'image/avif': 'pict', 'image/heic': 'pict' };

class BoxProof {
  private readonly steps: Allowance;

  constructor(private readonly file: FileView) {
    this.steps = file.allowance(reads);
  }

  async *boxes(from: number, to: number, most: number): AsyncGenerator<Box> {
    let at = from;
    for (let boxes = 0; boxes < most && at + 8 <= to; boxes++) {
      const bytes = await this.steps.bytes(at, 16, readAhead);
      const box = bytes && boxAt(bytes, at);
      if (!box) return;
      yield box;
      at = box.end;
    }
  }

  async isContent(box: Box, type: string): Promise<boolean> {
    switch (box.name) {
      case 'moov':
        return this.hasTrack(box, handlersOf[type]);
      case 'moof':
        return (await this.find(box, ['traf', 'tfhd'])) !== undefined;
      case 'meta':
        return this.hasItem(box);
      case 'mini':
        return box.end - box.start > 16;
      case 'jp2c':
      case 'jxlc':
      case 'jxlp':
        return this.isCodestream(box);
      default:
        return false;
    }
  }

  inTail(): number | undefined {
    const { tail, tailOffset } = this.file;
    for (let at = tail.indexOf('traf'); at >= 4; at = tail.indexOf('traf', at + 4)) {
      if (fourCc(tail, at + 8) === 'tfhd') return tailOffset + at - 4;
    }
    return undefined;
  }

  private async find(within: Box, [name, ...rest]: readonly string[]): Promise<Box | undefined> {
    for await (const box of this.boxes(
      within.contentAt,
      Math.min(within.end, this.file.sizeBytes),
      mostBoxesInBox,
    )) {
      if (box.name === name) return rest.length === 0 ? box : this.find(box, rest);
    }
    return undefined;
  }

  /** @param handler what the track has to be; `undefined`: anything */
  private async hasTrack(moov: Box, handler: string | undefined): Promise<boolean> {
    const end = Math.min(moov.end, this.file.sizeBytes);
    let hasTables = false;
    for await (const box of this.boxes(moov.contentAt, end, mostTracks)) {
      if (elsewhere.has(box.name) || box.name === 'cmov') return true;
      if (box.name !== 'trak') continue;
      if (handler !== undefined && (await this.handlerOf(box)) !== handler) continue;
      const table = await this.find(box, toSampleTable);
      if (!table) continue;
      const samples = await this.samplesIn(table);
      if (samples === true) return true;
      hasTables ||= samples === undefined;
    }
    // Tables that are too far away to be read.
    return hasTables;
  }

  /** 8.4.3: the four letters of what the track is, behind version, flags and a field that is zero. */
  private async handlerOf(track: Box): Promise<string> {
    const handler = await this.find(track, ['mdia', 'hdlr']);
    const bytes = handler && (await this.steps.bytes(handler.contentAt, 12));
    return bytes ? fourCc(bytes, 8) : '';
  }

  /** 8.7.5: does a chunk begin in the file? `undefined`: the table can't be reached. */
  private async samplesIn(table: Box): Promise<boolean | undefined> {
    const offsets = (await this.find(table, ['stco'])) ?? (await this.find(table, ['co64']));
    if (!offsets)
      return table.end > this.file.sizeBytes || !(await this.isReadable(table)) ? undefined : false;
    const bytes = await this.steps.bytes(offsets.contentAt, 16);
    if (!bytes) return undefined;
    const first = offsets.name === 'stco' ? u32be(bytes, 8) : u64be(bytes, 8);
    return u32be(bytes, 4) === 0 || first < this.file.sizeBytes;
  }

  private async isReadable({ end }: Box): Promise<boolean> {
    return (await this.steps.bytes(Math.max(0, end - 8), 8)) !== undefined;
  }

  /** 8.11.3, `iloc`: does an extent of an item begin in the file, or stand in the box `idat`? */
  private async hasItem(meta: Box): Promise<boolean> {
    // A full box (8.11.1): version and flags come first, but not in QuickTime.
    const content = await this.steps.bytes(meta.contentAt, 16, readAhead);
    if (!content) return false;
    const start = fourCc(content, 4) === 'hdlr' ? meta.contentAt : meta.contentAt + 4;
    const locations = await this.find({ ...meta, contentAt: start }, ['iloc']);
    const bytes = locations && (await this.steps.bytes(locations.contentAt, 64));
    if (!bytes) return false;
    const version = bytes[0] ?? 0;
    const sizes = u16be(bytes, 4);
    const [offsetBytes, baseBytes, indexBytes] = [
      sizes >> 12,
      (sizes >> 4) & 15,
      version > 0 ? sizes & 15 : 0,
    ];
    const items = version < 2 ? u16be(bytes, 6) : u32be(bytes, 6);
    let at = version < 2 ? 10 : 14;
    const method = version > 0 ? u16be(bytes, at) & 15 : 0;
    at += version > 0 ? 2 : 0;
    at += 2;
    const base = numberOf(bytes, at, baseBytes);
    at += baseBytes;
    const extents = u16be(bytes, at);
    const offset = numberOf(bytes, at + 2 + indexBytes, offsetBytes);
    return items > 0 && extents > 0 && (method !== 0 || base + offset < this.file.sizeBytes);
  }

  private async isCodestream({ name, contentAt }: Box): Promise<boolean> {
    const bytes = (await this.steps.bytes(contentAt, 8)) ?? Buffer.alloc(0);
    if (name === 'jp2c') return u32be(bytes, 0) === 0xff4fff51;
    return u16be(bytes, name === 'jxlp' ? 4 : 0) === 0xff0a;
  }
}

const numberOf = (b: Buffer, at: number, bytes: number): number =>
  bytes === 8 ? u64be(b, at) : bytes === 4 ? u32be(b, at) : 0;
