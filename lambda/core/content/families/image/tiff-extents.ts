import { latin1 } from '../../reading/bytes.js';
import type { Allowance, FileView } from '../../reading/file-view.js';
import type { Region } from '../../evidence/format.js';
import { readValues, type TiffDirectory, type TiffField, type TiffNumbers } from './tiff-directory.js';

const tag = {
  width: 256,
  height: 257,
  bitsPerSample: 258,
  compression: 259,
  photometric: 262,
  description: 270,
  stripOffsets: 273,
  samplesPerPixel: 277,
  stripByteCounts: 279,
  tileOffsets: 324,
  tileByteCounts: 325,
  subDirectories: 330,
  jpegOffset: 513,
  jpegBytes: 514,
  metaMorphPlanes: 33629,
  exif: 34665,
  gps: 34853,
  interoperability: 40965,
} as const;

/** Of all lists together: those of a map of 2 GB in tiles have half as many. */
const mostValues = 256 * 1024;
const mostRegions = 32 * 1024;
const stepsPerValue = 4;
const yCbCr = 6;
const dataLists: readonly [offsets: number, byteCounts: number][] = [
  [tag.stripOffsets, tag.stripByteCounts],
  [tag.tileOffsets, tag.tileByteCounts],
  [tag.jpegOffset, tag.jpegBytes],
];
const listTags = new Set<number>(dataLists.flat());
const directoryTags = [tag.subDirectories, tag.exif, tag.gps, tag.interoperability];
/** Byte, ASCII, signed byte and undefined: what may hold text or anything else. */
const freeTypes = new Set([1, 2, 6, 7]);

/** All stretches of the file that its directories account for. */
export class TiffExtents {
  readonly regions: Region[] = [];
  readonly freeForm: Region[] = [];
  /** Something that the directories point at could not be measured. */
  isPartial = false;
  private valuesLeft = mostValues;
  width = 0;
  height = 0;
  /** Of the first strip, tile or JPEG of an image with a size that begins in the file. */
  dataAt: number | undefined;

  constructor(
    private readonly numbers: TiffNumbers,
    private readonly steps: Allowance,
    private readonly file: Pick<FileView, 'sizeBytes' | 'work'>,
  ) {}

  get end(): number {
    return this.regions.reduce((end, region) => Math.max(end, region.end), 0);
  }

  /** Adds the directory with all it points at; answers the further directories among that. */
  async add(directory: TiffDirectory): Promise<number[]> {
    this.cover(directory.at, directory.end - directory.at);
    for (const field of directory.fields.values()) {
      if (field.isInline || listTags.has(field.tag)) continue;
      this.cover(field.at, field.bytes);
      if (freeTypes.has(field.type)) this.freeForm.push({ start: field.at, end: field.at + field.bytes });
    }
    await this.addSize(directory);
    for (const [offsets, byteCounts] of dataLists) await this.addData(directory, offsets, byteCounts);
    const further: number[] = [];
    for (const pointer of directoryTags)
      further.push(...(await this.values(directory.fields.get(pointer))).slice(0, 8));
    return further;
  }

  /** The bytes between the regions: nothing of the image, so anything could stand there. */
  gaps(from: number): Region[] {
    if (this.isPartial) return [];
    const gaps: Region[] = [];
    let covered = from;
    for (const { start, end } of [...this.regions].sort((a, b) => a.start - b.start)) {
      if (start - covered >= 64) gaps.push({ start: covered, end: start });
      covered = Math.max(covered, end);
    }
    return gaps;
  }

  /** Strips stand side by side in most files, and make one region. */
  private cover(start: number, bytes: number): void {
    if (bytes <= 0) return;
    const last = this.regions.at(-1);
    if (last && start <= last.end && start >= last.start)
      this.regions[this.regions.length - 1] = { start: last.start, end: Math.max(last.end, start + bytes) };
    else if (this.regions.length < mostRegions) this.regions.push({ start, end: start + bytes });
    else this.isPartial = true;
  }

  private async addSize({ fields }: TiffDirectory): Promise<void> {
    const width = await this.one(fields.get(tag.width));
    const height = await this.one(fields.get(tag.height));
    if (width * height > this.width * this.height) [this.width, this.height] = [width, height];
  }

  private async addData(directory: TiffDirectory, offsetsTag: number, countsTag: number): Promise<void> {
    const { fields } = directory;
    const offsetsField = fields.get(offsetsTag);
    if (!offsetsField) return;
    if (!offsetsField.isInline) this.cover(offsetsField.at, offsetsField.bytes);
    const countsField = fields.get(countsTag);
    if (countsField && !countsField.isInline) this.cover(countsField.at, countsField.bytes);
    const offsets = await this.values(offsetsField);
    const counts = await this.values(countsField);
    const whole = offsetsTag === tag.stripOffsets ? await this.uncompressedBytes(directory) : 0;
    // TIFF 6.0, StripByteCounts: required, but readers of an uncompressed image of one strip do without.
    if (offsets.length === 1 && whole > (counts[0] ?? 0)) counts[0] = whole;
    if (counts.length < offsets.length) this.isPartial = true;
    if (this.width > 0 && this.height > 0)
      this.dataAt ??= offsets.find(
        (offset, i) => offset >= 8 && offset < this.file.sizeBytes && counts[i] !== 0,
      );
    offsets.forEach((offset, i) => this.cover(offset, counts[i] ?? 0));
  }

  /** Of all its planes, where the directory describes the first and the others follow it without one; 0: packed. */
  private async uncompressedBytes({ fields }: TiffDirectory): Promise<number> {
    const names = [
      'compression',
      'photometric',
      'bitsPerSample',
      'samplesPerPixel',
      'width',
      'height',
    ] as const;
    const [compression, photometric, bits, samples, width, height] = await Promise.all(
      names.map((name) => this.one(fields.get(tag[name]))),
    );
    // Of YCbCr most writers store the colours at half the size (TIFF 6.0, section 21).
    if ((compression ?? 1) > 1 || photometric === yCbCr) return 0;
    const rowBytes = Math.ceil(((width ?? 0) * (bits || 1) * (samples || 1)) / 8);
    return rowBytes * (height ?? 0) * (await this.planes(fields));
  }

  /** MetaMorph counts its planes in a tag, ImageJ in the description ("images=12"). */
  private async planes(fields: TiffDirectory['fields']): Promise<number> {
    const metaMorph = fields.get(tag.metaMorphPlanes);
    if (metaMorph) return Math.max(1, metaMorph.count);
    const description = fields.get(tag.description);
    if (!description || description.bytes < 16) return 1;
    const text = latin1(
      (await this.steps.bytes(description.at, Math.min(description.bytes, 256))) ?? Buffer.alloc(0),
    );
    const images = text.startsWith('ImageJ=') ? /^images=(\d{1,7})$/m.exec(text)?.[1] : undefined;
    return Math.max(1, Number(images ?? 1));
  }

  private async one(field: TiffField | undefined): Promise<number> {
    return (await this.values(field))[0] ?? 0;
  }

  private async values(field: TiffField | undefined): Promise<number[]> {
    if (!field) return [];
    if (field.count > this.valuesLeft) {
      this.isPartial = true;
      return [];
    }
    this.valuesLeft -= field.count;
    this.file.work.spend(stepsPerValue * Math.min(field.count, mostValues), field.at);
    const list = await readValues(this.numbers, this.steps, field);
    if (!list?.isWhole) this.isPartial = true;
    return list?.values ?? [];
  }
}
