import { PDFDocument, StandardFonts } from 'pdf-lib';
import sharp from 'sharp';
import { makeByPython } from './python-maker.js';
import { noiseBytes, type Recipe } from './recipe.js';

const openXml = 'application/vnd.openxmlformats-officedocument.';
const types = {
  xlsx: { type: `${openXml}spreadsheetml.sheet`, ending: 'xlsx' },
  docx: { type: `${openXml}wordprocessingml.document`, ending: 'docx' },
  pptx: { type: `${openXml}presentationml.presentation`, ending: 'pptx' },
  xls: { type: 'application/vnd.ms-excel', ending: 'xls' },
  pdf: { type: 'application/pdf', ending: 'pdf' },
} as const;

type Options = Readonly<Record<string, unknown>>;

const byPython = (
  writer: string,
  kind: keyof typeof types,
  isCostly: boolean,
  ...ways: readonly Options[]
): Recipe[] =>
  ways.map((options) => ({
    ...types[kind],
    isCostly,
    name: `${writer} ${JSON.stringify(options).replaceAll('"', '')}`,
    make: (seed) => makeByPython({ maker: 'documents', what: writer, options, seed }),
  }));

const picturePages = ['white', 'black', 'page', 'full page', 'stamp', 'half blank', 'noise'];
const modes = ['RGB', 'L', '1', 'CMYK'];

const office: Recipe[] = [
  ...byPython('xlsx', 'xlsx', false, { rows: 1, columns: 1 }, { rows: 30, columns: 5, image: true }),
  ...byPython(
    'xlsx',
    'xlsx',
    true,
    { rows: 40_000, columns: 300, step: 1000 },
    { rows: 20_000, columns: 4, streamed: true },
    { rows: 60_000, columns: 3, streamed: true, value: 0 },
    { rows: 3000, columns: 30, value: 'x' },
    { rows: 1_000_000, columns: 16_000, step: 15_900 },
  ),
  ...byPython('docx', 'docx', false, { paragraphs: 0 }, { paragraphs: 3, images: 1 }),
  ...byPython(
    'docx',
    'docx',
    true,
    { paragraphs: 800 },
    { paragraphs: 2, images: 8 },
    { paragraphs: 1, images: 3, kind: 'white' },
  ),
  ...byPython('pptx', 'pptx', true, { count: 1 }, { count: 60 }, { count: 12, images: 2 }),
  ...byPython(
    'xls',
    'xls',
    true,
    { rows: 1, columns: 1 },
    { rows: 5000, columns: 12 },
    { rows: 65_000, columns: 250, step: 900 },
  ),
];

const pdfs: Recipe[] = [
  ...picturePages.flatMap((kind) => [
    ...byPython('scan', 'pdf', true, { kind }, { kind, pages: 3 }, { kind, size: [2480, 3508] }),
    ...byPython('pillow', 'pdf', true, ...modes.map((mode) => ({ kind, mode })), { kind, pages: 4 }),
  ]),
  ...byPython(
    'pdf',
    'pdf',
    true,
    { pages: 1 },
    { pages: 6000 },
    { pages: 6000, objects: 'generate' },
    { pages: 2000, linearize: true },
    { pages: 1, image: [400, 300], raw: true },
    { pages: 40, image: [900, 700], raw: true },
    { pages: 5000, image: [300, 300], raw: true },
    { pages: 1, image: [900, 700], raw: true, objects: 'generate' },
    { pages: 1, image: [900, 700], raw: true, linearize: true },
    { pages: 1, attachments: 1 },
    { pages: 1, attachments: 4, attached: 'PNG', raw: true },
    { pages: 300, attachments: 2, attached: 'TIFF', raw: true },
  ),
];

interface PdfLibOptions {
  readonly pages: number;
  readonly lines?: number;
  readonly image?: 'noise' | 'white';
  readonly attachments?: number;
  readonly useObjectStreams: boolean;
}

/** PDF by pdf-lib, without anything that depends on the date. */
async function byPdfLib(options: PdfLibOptions, seed: number): Promise<Buffer> {
  const { pages, lines = 0, image, attachments = 0, useObjectStreams } = options;
  const document = await PDFDocument.create({ updateMetadata: false });
  const font = await document.embedFont(StandardFonts.Helvetica);
  const drawn = image && (await document.embedJpg(await jpeg(image, seed)));
  for (let number = 0; number < pages; number++) {
    const page = document.addPage();
    for (let line = 0; line < lines; line++)
      page.drawText(`Page ${number}, line ${line}`, { x: 50, y: 780 - line * 14, size: 11, font });
    if (drawn && number === 0) page.drawImage(drawn, { x: 0, y: 0, width: 500, height: 700 });
  }
  const date = new Date('2026-01-01T00:00:00Z');
  for (let number = 0; number < attachments; number++) {
    const options = { mimeType: 'image/jpeg', creationDate: date, modificationDate: date };
    await document.attach(await jpeg('noise', seed + number), `${number}.jpg`, options);
  }
  return Buffer.from(await document.save({ useObjectStreams, addDefaultPage: false }));
}

function jpeg(kind: 'noise' | 'white', seed: number): Promise<Buffer> {
  const [width, height] = [500, 700];
  const pixels =
    kind === 'noise' ? noiseBytes(width * height * 3, seed) : Buffer.alloc(width * height * 3, 255);
  return sharp(pixels, { raw: { width, height, channels: 3 } })
    .jpeg()
    .toBuffer();
}

const pdfLib: Recipe[] = [true, false].flatMap((useObjectStreams) =>
  (
    [
      { pages: 1 },
      { pages: 1, lines: 40 },
      { pages: 1, image: 'noise' },
      { pages: 1, image: 'white' },
      { pages: 200, lines: 20 },
      { pages: 3000 },
      { pages: 2, attachments: 3 },
      { pages: 400, image: 'noise', attachments: 1 },
    ] as const
  ).map((options): Recipe => {
    const chosen: PdfLibOptions = { ...options, useObjectStreams };
    return {
      ...types.pdf,
      isCostly: options.pages > 100,
      name: `pdf-lib ${JSON.stringify(chosen).replaceAll('"', '')}`,
      make: (seed) => byPdfLib(chosen, seed),
    };
  }),
);

export const documents: Recipe[] = [...office, ...pdfs, ...pdfLib];
