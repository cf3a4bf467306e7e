import sharp, { type JpegOptions, type Sharp } from 'sharp';
import { noise } from '../../../../fixtures/filler.js';

/** A picture of grey values. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly pixels: Buffer;
}

type Grey = (x: number, y: number) => number;

/** One value throughout, but for a rectangle. */
export function picture(
  width: number,
  height: number,
  ground: number,
  { left = 0, top = 0, right = 0, bottom = 0, grey = () => 0 }: Partial<Rectangle> = {},
): Picture {
  const pixels = Buffer.alloc(width * height, ground);
  for (let y = top; y < bottom; y++) for (let x = left; x < right; x++) pixels[y * width + x] = grey(x, y);
  return { width, height, pixels };
}

interface Rectangle {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly grey: Grey;
}

const dots = noise(90_000, 3);

/** White A4 paper with lines of black marks as wide and as high as letters, a third of an inch apart. */
export function page(dotsPerInch: number, lines: number): Picture {
  const letter = Math.round(dotsPerInch / 10);
  const text = { left: letter * 9, top: letter * 9, right: letter * 70, bottom: letter * (9 + 3 * lines) };
  const stroke = (x: number, y: number) =>
    dots[Math.floor(y / letter) * 71 + Math.floor(x / 3) + (Math.floor(y / 3) % 9)] as number;
  const grey: Grey = (x, y) =>
    Math.floor(y / letter) % 3 > 0 || Math.floor(x / letter) % 6 === 0 || stroke(x, y) > 99 ? 255 : 0;
  return picture(Math.round(8.27 * dotsPerInch), Math.round(11.69 * dotsPerInch), 255, { ...text, grey });
}

export const gradient = (width: number, height: number): Picture =>
  picture(width, height, 0, {
    right: width,
    bottom: height,
    grey: (x, y) => ((x + y) * 255) / (width + height),
  });

/** Noise of 300 by 300 dots on a plain ground. */
export const stamp = (width: number, height: number): Picture =>
  picture(width, height, 235, {
    left: 200,
    top: 200,
    right: 500,
    bottom: 500,
    grey: (x, y) => dots[(y - 200) * 300 + x - 200] as number,
  });

export type Colours = 'b-w' | 'srgb' | 'cmyk';

/** As sharp writes it: the tables of T.81, annex K, unless `optimiseCoding` is set. */
export function jpegOf(
  { width, height, pixels }: Picture,
  colours: Colours,
  options: JpegOptions = {},
): Promise<Buffer> {
  const image: Sharp = sharp(pixels, { raw: { width, height, channels: 1 } });
  return image
    .toColourspace(colours)
    .jpeg({ quality: 75, optimiseCoding: false, ...options })
    .toBuffer();
}

/** A marker segment (T.81, B.1.1.4). */
export function segment(kind: number, content: Buffer): Buffer {
  const header = Buffer.from([0xff, kind, 0, 0]);
  header.writeUInt16BE(content.length + 2, 2);
  return Buffer.concat([header, content]);
}

export const insert = (bytes: Buffer, at: number, part: Buffer): Buffer =>
  Buffer.concat([bytes.subarray(0, at), part, bytes.subarray(at)]);
