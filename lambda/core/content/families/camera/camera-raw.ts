import { latin1 } from '../../reading/bytes.js';
import type { Allowance, FileView } from '../../reading/file-view.js';

/** What is needed of a directory of TIFF, and of how its numbers are written. */
interface Field {
  readonly at: number;
  readonly type: number;
  readonly count: number;
  readonly bytes: number;
}
interface Directory {
  readonly fields: ReadonlyMap<number, Field>;
}
interface Numbers {
  value(b: Buffer, at: number, type: number): number;
}

const tag = {
  sensorWidth: 2,
  sensorHeight: 3,
  compression: 259,
  photometric: 262,
  make: 271,
  rawDataAt: 0x118,
  dngVersion: 50706,
} as const;
/** What only sensors' data is stored as (TIFF/EP, 5.1; DNG 1.7.1, "PhotometricInterpretation"). */
const sensorColours = new Set([32803, 34892]);
/** Of Sony, Nikon, Pentax and Panasonic (ExifTool, "EXIF Compression Values"). */
const sensorCompressions = new Set([32767, 34316, 34713, 34826, 65535]);

/** By the mark in place of TIFF's own. */
const byMark: Readonly<Record<string, string>> = {
  IIRO: 'image/x-olympus-orf',
  IIRS: 'image/x-olympus-orf',
  MMOR: 'image/x-olympus-orf',
  'IIU\0': 'image/x-panasonic-rw2',
};
const byMake: readonly (readonly [RegExp, string])[] = [
  [/^NIKON/i, 'image/x-nikon-nef'],
  [/^SONY/i, 'image/x-sony-arw'],
  [/^(PENTAX|RICOH|ASAHI)/i, 'image/x-pentax-pef'],
  [/^SAMSUNG/i, 'image/x-samsung-srw'],
  [/^HASSELBLAD/i, 'image/x-hasselblad-3fr'],
];

export const rawMarks = Object.keys(byMark);

/** The type of a raw photo by the mark that it has in place of TIFF's. */
export const rawTypeOfMark = (head: Buffer): string | undefined => byMark[latin1(head, 0, 4)];

/** What the directories of a TIFF say about the camera: a raw photo is a TIFF with a sensor's data (TIFF/EP). */
export class CameraRaw {
  private isDng = false;
  private isSensor = false;
  private make = '';
  /** Panasonic's own fields, in place of strips and of width and height. */
  sensor: { readonly dataAt: number; readonly width: number; readonly height: number } | undefined;

  constructor(
    private readonly numbers: Numbers,
    private readonly steps: Allowance,
    private readonly file: Pick<FileView, 'head' | 'sizeBytes'>,
  ) {}

  /** The type of the photo; undefined for any other TIFF. */
  get type(): string | undefined {
    const byHead = rawTypeOfMark(this.file.head);
    if (byHead) return byHead;
    if (this.isDng) return 'image/x-adobe-dng';
    return this.isSensor ? byMake.find(([pattern]) => pattern.test(this.make))?.[1] : undefined;
  }

  async add({ fields }: Directory): Promise<void> {
    this.isDng ||= fields.has(tag.dngVersion);
    this.isSensor ||=
      sensorColours.has(await this.number(fields.get(tag.photometric))) ||
      sensorCompressions.has(await this.number(fields.get(tag.compression)));
    const make = fields.get(tag.make);
    if (make && this.make === '')
      this.make = latin1((await this.steps.bytes(make.at, Math.min(make.bytes, 16))) ?? Buffer.alloc(0));
    if (rawTypeOfMark(this.file.head) === 'image/x-panasonic-rw2') await this.addSensor(fields);
  }

  private async addSensor(fields: Directory['fields']): Promise<void> {
    const [dataAt, width, height] = await Promise.all(
      [tag.rawDataAt, tag.sensorWidth, tag.sensorHeight].map((name) => this.number(fields.get(name))),
    );
    if (!dataAt || !width || !height || dataAt < 8 || dataAt >= this.file.sizeBytes) return;
    this.sensor ??= { dataAt, width, height };
  }

  private async number(field: Field | undefined): Promise<number> {
    if (field?.count !== 1) return 0;
    const bytes = await this.steps.bytes(field.at, 4);
    return bytes ? this.numbers.value(bytes, 0, field.type) : 0;
  }
}
