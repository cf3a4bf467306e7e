import { deflateSync } from 'node:zlib';
import { paint, picture, type Kind } from '../paint.js';
import { pairs, seedOf, type Recipe } from '../recipe.js';

const modes = { bitmap: [0, 1], grey: [1, 1], RGB: [3, 3], 'RGB with a mask': [3, 4], CMYK: [4, 4] } as const;
type Mode = keyof typeof modes;
const packings = { raw: 0, PackBits: 1, deflated: 2 } as const;
type Packing = keyof typeof packings;

interface Document {
  readonly kind: Kind;
  readonly size: readonly [width: number, height: number];
  readonly mode: Mode;
  readonly packing: Packing;
  readonly isLarge: boolean;
  readonly layers: boolean;
}

function numbers(bytes: 2 | 4 | 8, ...values: number[]): Buffer {
  const out = Buffer.alloc(bytes * values.length);
  values.forEach((value, i) =>
    out.writeUIntBE(value, (i + 1) * bytes - Math.min(bytes, 6), Math.min(bytes, 6)),
  );
  return out;
}

const sized = (content: Buffer, bytes: 4 | 8 = 4): Buffer =>
  Buffer.concat([numbers(bytes, content.length), content]);

/** PackBits (TIFF 6.0, section 9): runs of up to 128 bytes, and up to 128 literal bytes. */
function packed(row: Buffer): Buffer {
  const out: number[] = [];
  for (let at = 0; at < row.length;) {
    let run = 1;
    while (run < 128 && at + run < row.length && row[at + run] === row[at]) run++;
    if (run > 2) out.push(257 - run, row[at] ?? 0);
    else {
      run = Math.min(128, row.length - at);
      for (let i = 1; i + 1 < run; i++)
        if (row[at + i] === row[at + i - 1] && row[at + i] === row[at + i + 1]) run = i;
      out.push(run - 1, ...row.subarray(at, at + run));
    }
    at += run;
  }
  return Buffer.from(out);
}

/** The rows of each channel, one channel after the other. */
function rowsOf({ kind, size: [width, height], mode }: Document, seed: number): Buffer[] {
  const { pixels } = paint(picture(kind, width, height), seed);
  const [colours, channels] = modes[mode];
  return pairs([...Array(channels).keys()], [...Array(height).keys()]).map(([channel, y]) => {
    const row = Buffer.alloc(width);
    for (let x = 0; x < width; x++) row[x] = pixels[(y * width + x) * 3 + (channel % 3)] ?? 0;
    if (colours > 0) return row;
    const bits = Buffer.alloc(Math.ceil(width / 8));
    row.forEach((value, x) => (bits[x >> 3] = (bits[x >> 3] ?? 0) | (value < 128 ? 0x80 >> (x & 7) : 0)));
    return bits;
  });
}

function image(document: Document, seed: number): Buffer {
  const { packing, isLarge } = document;
  const rows = rowsOf(document, seed);
  const compression = numbers(2, packings[packing]);
  if (packing === 'raw') return Buffer.concat([compression, ...rows]);
  if (packing === 'deflated') return Buffer.concat([compression, deflateSync(Buffer.concat(rows))]);
  const short = rows.map(packed);
  const table = numbers(isLarge ? 4 : 2, ...short.map(({ length }) => length));
  return Buffer.concat([compression, table, ...short]);
}

/** Image resources: resolution, and the packet of XMP with the padding that writers leave in it. */
function resources(): Buffer {
  const xmp = Buffer.from(`<?xpacket begin="" id="W5M0"?><x:xmpmeta/>${' '.repeat(2048)}<?xpacket end="w"?>`);
  const resource = (id: number, content: Buffer) =>
    Buffer.concat([Buffer.from('8BIM'), numbers(2, id, 0), sized(content), Buffer.alloc(content.length & 1)]);
  return Buffer.concat([resource(1005, numbers(4, 72 << 16, 65537, 72 << 16, 65537)), resource(1060, xmp)]);
}

/** One empty layer (Adobe Photoshop File Formats Specification, "Layer records"). */
function layers({ isLarge }: Document): Buffer {
  const width = isLarge ? 8 : 4;
  const name = Buffer.from('\x07Layer 1', 'latin1');
  const record = Buffer.concat([
    numbers(4, 0, 0, 0, 0),
    numbers(2, 1, 0),
    numbers(width, 2),
    Buffer.from('8BIMnorm\xff\0\x08\0', 'latin1'),
    sized(Buffer.concat([numbers(4, 0, 0), name])),
  ]);
  const info = Buffer.concat([numbers(2, 1), record, numbers(2, 0)]);
  return Buffer.concat([sized(Buffer.concat([info, Buffer.alloc(info.length & 1)]), width), numbers(4, 0)]);
}

/** Adobe Photoshop File Formats Specification, "Photoshop File Format". */
function write(document: Document, seed: number): Buffer {
  const { size, mode, isLarge } = document;
  const [colours, channels] = modes[mode];
  const header = Buffer.concat([
    Buffer.from('8BPS'),
    numbers(2, isLarge ? 2 : 1, 0, 0, 0, channels),
    numbers(4, size[1], size[0]),
    numbers(2, colours === 0 ? 1 : 8, colours),
  ]);
  const layered = document.layers ? layers(document) : Buffer.alloc(0);
  return Buffer.concat([
    header,
    sized(Buffer.alloc(0)),
    sized(resources()),
    sized(layered, isLarge ? 8 : 4),
    image(document, seed),
  ]);
}

const pictures: [Kind, [number, number]][] = [
  ['white', [1, 1]],
  ['white', [1200, 900]],
  ['page', [1200, 900]],
  ['noise', [301, 200]],
  ['half blank', [301, 200]],
];

export const photoshop: Recipe[] = pairs(
  pairs(Object.keys(modes) as Mode[], Object.keys(packings) as Packing[]),
  pictures,
).map(([[mode, packing], [kind, size]], number) => {
  const document: Document = {
    kind,
    size,
    mode,
    packing,
    isLarge: number % 3 === 1,
    layers: number % 2 === 1,
  };
  const variant = `${document.isLarge ? ' large' : ''}${document.layers ? ' layered' : ''}`;
  return {
    name: `Photoshop ${mode} ${packing}${variant}, ${kind} ${size.join('x')}`,
    type: 'image/vnd.adobe.photoshop',
    ending: document.isLarge ? 'psb' : 'psd',
    make: (seed) => write(document, seedOf(seed, kind)),
  };
});
