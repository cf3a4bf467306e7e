import { has, u16be, u32be, u64be } from '../../reading/bytes.js';
import type { Allowance, FileView } from '../../reading/file-view.js';
import type { Findings } from '../../evidence/finding.js';
import type { Anatomy, FormatFamily, Region } from '../../evidence/format.js';

const headerBytes = 26;
/** Row lengths of the merged image: 512 KiB of them suffice for 4 channels of 30,000 rows in a PSB. */
const rowTableCap = 512 * 1024;
const resourceBytes = { most: 40 * 1024, least: 16 * 1024 };

/** Photoshop documents, PSD and the large PSB (Adobe Photoshop File Formats Specification, "Photoshop File Format"). */
export const psd: FormatFamily = {
  name: 'psd',
  unit: 'a section of the document',

  recognise(head) {
    const version = u16be(head, 4);
    return has(head, 0, '8BPS') && (version === 1 || version === 2) ? 'image/vnd.adobe.photoshop' : undefined;
  },

  async examine(file, _type, findings): Promise<Anatomy> {
    const { head } = file;
    const size = { width: u32be(head, 18), height: u32be(head, 14) };
    const steps = file.allowance(6);
    const unitAt = isHeader(head) ? await firstSection(head, steps) : undefined;
    if (unitAt === undefined) return { unitAt };
    const sections = await walkSections(head, steps);
    if (!sections) {
      findings.warn('truncated', file.sizeBytes, 'the sections of the document reach beyond it');
      return { ...size, unitAt, end: file.sizeBytes };
    }
    const ending = await endOfImage(file, sections.imageAt, steps, findings);
    return { ...size, unitAt, freeForm: [searchedPart(sections.resources, head)], ...ending };
  },
};

const depths = [1, 8, 16, 32];
/** Bitmap, greyscale, indexed, RGB, CMYK, multichannel, duotone, Lab. */
const colourModes = [0, 1, 2, 3, 4, 7, 8, 9];

/** "File Header Section": six zeros, 1 to 56 channels, an area, a depth and a colour mode. */
function isHeader(head: Buffer): boolean {
  const [channels, height, width] = [u16be(head, 12), u32be(head, 14), u32be(head, 18)];
  return (
    has(head, 6, '\0\0\0\0\0\0') &&
    channels > 0 &&
    channels <= 56 &&
    height > 0 &&
    width > 0 &&
    depths.includes(u16be(head, 22)) &&
    colourModes.includes(u16be(head, 24))
  );
}

/** "Image Resource Blocks": Photoshop's, or ImageReady's and others' of old. */
const resourceMarks = ['8BIM', 'MeSa', 'AgHg', 'PHUT', 'DCSR'];

/** Behind the colours: a first resource, or, where there are none, a section of layers that begins in the file. */
async function firstSection(head: Buffer, steps: Allowance): Promise<number | undefined> {
  const at = headerBytes + 4 + u32be(head, headerBytes);
  const start = await steps.bytes(at, 12);
  if (!start || start.length < 8) return undefined;
  const isFound =
    u32be(start, 0) === 0
      ? await hasImage(head, steps, at)
      : resourceMarks.some((mark) => has(start, 4, mark));
  return isFound ? at : undefined;
}

/** Without resources, the sections have to lead to an image of one of four kinds, and a raw one has to be whole. */
async function hasImage(head: Buffer, steps: Allowance, resourcesAt: number): Promise<boolean> {
  const isLarge = head[5] === 2;
  const layers = await steps.bytes(resourcesAt + 4, 8);
  if (layers?.length !== 8) return false;
  const imageAt = resourcesAt + 4 + (isLarge ? 8 + u64be(layers, 0) : 4 + u32be(layers, 0));
  const image = await steps.bytes(imageAt, 2);
  const compression = image?.length === 2 ? u16be(image, 0) : Infinity;
  if (compression > 3 || compression === 0)
    return compression === 0 && (await hasPixels(head, steps, imageAt));
  return true;
}

async function hasPixels(head: Buffer, steps: Allowance, imageAt: number): Promise<boolean> {
  const last = await steps.bytes(imageAt + 2 + rawBytes(head) - 1, 1);
  return last?.length === 1;
}

const rawBytes = (head: Buffer): number =>
  u16be(head, 12) * u32be(head, 14) * Math.ceil((u32be(head, 18) * u16be(head, 22)) / 8);

/** Profile, thumbnail and metadata: less of them where the table of rows has taken its share of the reads. */
function searchedPart({ start, end }: Region, head: Buffer): Region {
  const share = Math.max(resourceBytes.least, resourceBytes.most - rowTableBytes(head));
  return { start, end: Math.min(end, start + share) };
}

const rowTableBytes = (head: Buffer): number => u16be(head, 12) * u32be(head, 14) * (head[5] === 2 ? 4 : 2);

interface Sections {
  readonly resources: Region;
  /** The merged image: the last section. */
  readonly imageAt: number;
}

/** Colour mode data, image resources, layers and masks: each a length and so many bytes. */
async function walkSections(head: Buffer, steps: Allowance): Promise<Sections | undefined> {
  const isLarge = head[5] === 2;
  const resourcesAt = headerBytes + 4 + u32be(head, headerBytes);
  const resources = await steps.bytes(resourcesAt, 4);
  if (resources?.length !== 4) return undefined;
  const layersAt = resourcesAt + 4 + u32be(resources, 0);
  const width = isLarge ? 8 : 4;
  const layers = await steps.bytes(layersAt, width);
  if (layers?.length !== width) return undefined;
  const imageAt = layersAt + width + (isLarge ? u64be(layers, 0) : u32be(layers, 0));
  return { resources: { start: resourcesAt + 4, end: layersAt }, imageAt };
}

/** Raw rows, or rows packed by PackBits behind a table of their lengths. */
async function endOfImage(
  file: FileView,
  imageAt: number,
  steps: Allowance,
  findings: Findings,
): Promise<{ end?: number; endIsSoft?: boolean }> {
  const { head, sizeBytes } = file;
  const start = await steps.bytes(imageAt, 2);
  if (start?.length !== 2) {
    findings.warn('truncated', sizeBytes, 'the merged image is missing');
    return { end: sizeBytes };
  }
  const pixelsAt = imageAt + 2;
  const compression = u16be(start, 0);
  let end: number;
  if (compression === 0) end = pixelsAt + rawBytes(head);
  else if (compression === 1) {
    const field = head[5] === 2 ? 4 : 2;
    const tableBytes = rowTableBytes(head);
    if (pixelsAt + tableBytes > sizeBytes) {
      findings.warn('truncated', sizeBytes, 'the lengths of the rows go on');
      return { end: sizeBytes };
    }
    const table = tableBytes <= rowTableCap ? await steps.bytes(pixelsAt, tableBytes) : undefined;
    if (!table) return { end: pixelsAt, endIsSoft: true };
    end = pixelsAt + tableBytes + sumOf(table, field);
  } else return {};
  if (end > sizeBytes) findings.warn('truncated', sizeBytes, `the merged image reaches up to ${end}`);
  return { end: Math.min(end, sizeBytes) };
}

function sumOf(table: Buffer, field: 2 | 4): number {
  let sum = 0;
  for (let at = 0; at < table.length; at += field) sum += field === 2 ? u16be(table, at) : u32be(table, at);
  return sum;
}
