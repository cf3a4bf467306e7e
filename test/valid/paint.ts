import { Random } from '../fuzz/random.js';
import { noiseBytes } from './recipe.js';

/** An image to be encoded: its content and size. */
export interface Picture {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly paint: (canvas: Canvas, seed: number) => void;
}

type Colour = readonly [number, number, number];
const white: Colour = [255, 255, 255];
const ink: Colour = [20, 24, 30];

/** Raw pixels, three bytes each. */
export class Canvas {
  readonly pixels: Buffer;

  constructor(
    readonly width: number,
    readonly height: number,
  ) {
    this.pixels = Buffer.alloc(width * height * 3, 255);
  }

  fill(colour: Colour, left = 0, top = 0, width = this.width, height = this.height): void {
    const right = Math.min(this.width, left + width);
    const bottom = Math.min(this.height, top + height);
    if (right <= left) return;
    const row = Buffer.alloc((right - left) * 3, Buffer.from(colour));
    for (let y = top; y < bottom; y++) row.copy(this.pixels, (y * this.width + left) * 3);
  }

  /** A line of invented letters of 5 x 7 dots, so that no font of the machine is needed. */
  text(random: Random, left: number, top: number, width: number, letterHeight: number): void {
    const dot = Math.max(1, Math.floor(letterHeight / 7));
    for (let x = left; x + 6 * dot < left + width; x += 6 * dot) {
      if (random.below(6) === 0) continue;
      for (let bit = 0; bit < 35; bit++) {
        if (random.below(5) < 2)
          this.fill(ink, x + (bit % 5) * dot, top + Math.floor(bit / 5) * dot, dot, dot);
      }
    }
  }

  noise(seed: number, left = 0, top = 0, width = this.width, height = this.height): void {
    const bytes = noiseBytes(width * height * 3, seed);
    for (let y = 0; y < height; y++)
      bytes.copy(this.pixels, ((top + y) * this.width + left) * 3, y * width * 3, (y + 1) * width * 3);
  }
}

/** A page of A4 with lines of text at its top. */
const page =
  (lines: number, ground: Colour = white) =>
  (canvas: Canvas, seed: number): void => {
    const random = new Random(seed);
    canvas.fill(ground);
    const margin = Math.floor(canvas.width / 10);
    const letter = Math.max(7, Math.floor(canvas.height / 90));
    for (let line = 0; line < lines; line++)
      canvas.text(random, margin, margin + line * letter * 2, canvas.width - 2 * margin, letter);
  };

function gradient(canvas: Canvas): void {
  const { width, height, pixels } = canvas;
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at += 3) {
      pixels[at] = (x * 255) / width;
      pixels[at + 1] = (y * 255) / height;
      pixels[at + 2] = 128;
    }
  }
}

/** Flat areas, bars, a few lines of text, and a photo in one corner. */
function screenshot(canvas: Canvas, seed: number): void {
  const { width, height } = canvas;
  const random = new Random(seed);
  canvas.fill([245, 246, 248]);
  canvas.fill([32, 36, 48], 0, 0, width, Math.ceil(height / 30));
  canvas.fill([255, 255, 255], Math.floor(width / 5), Math.floor(height / 12), Math.ceil(width / 2), height);
  for (let line = 0; line < 14; line++)
    canvas.text(random, Math.floor(width / 4), Math.floor(height / 8) + line * 24, Math.floor(width / 3), 14);
}

/** A small image full of detail on plain ground. */
function stamp(canvas: Canvas, seed: number): void {
  canvas.fill([230, 228, 220]);
  const [width, height] = [Math.ceil(canvas.width / 6), Math.ceil(canvas.height / 6)];
  canvas.noise(seed, Math.floor(canvas.width / 3), Math.floor(canvas.height / 4), width, height);
}

/** The upper half full of detail, the lower one plain. */
function halfBlank(canvas: Canvas, seed: number): void {
  canvas.fill([255, 255, 255]);
  canvas.noise(seed, 0, 0, canvas.width, Math.ceil(canvas.height / 2));
}

const kinds = {
  white: (canvas: Canvas) => canvas.fill(white),
  black: (canvas: Canvas) => canvas.fill([0, 0, 0]),
  grey: (canvas: Canvas) => canvas.fill([119, 120, 121]),
  noise: (canvas: Canvas, seed: number) => canvas.noise(seed),
  page: page(12),
  'yellow page': page(3, [250, 240, 190]),
  'full page': page(40),
  gradient,
  screenshot,
  stamp,
  'half blank': halfBlank,
} as const;

export type Kind = keyof typeof kinds;

export const picture = (kind: Kind, width: number, height: number): Picture => ({
  name: `${kind} ${width}x${height}`,
  width,
  height,
  paint: kinds[kind],
});

/** A4 at a scanner's resolution. */
export const a4 = (kind: Kind, dpi: number): Picture =>
  picture(kind, Math.round(8.27 * dpi), Math.round(11.69 * dpi));

/** A cache of the last images: consecutive recipes encode the same one in many ways. */
const painted = new Map<string, Canvas>();
const keptPictures = 3;

export function paint({ name, width, height, paint: draw }: Picture, seed: number): Canvas {
  const key = `${name} ${seed}`;
  const known = painted.get(key);
  if (known) return known;
  const canvas = new Canvas(width, height);
  draw(canvas, seed);
  const [oldest] = painted.keys();
  if (oldest !== undefined && painted.size >= keptPictures) painted.delete(oldest);
  painted.set(key, canvas);
  return canvas;
}
