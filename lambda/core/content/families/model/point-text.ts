import { latin1 } from '../../reading/bytes.js';
import type { Anatomy, FormatFamily } from '../../evidence/format.js';

/** A header of lines, behind which numbers follow as text or as bytes. */
interface PointFormat {
  readonly type: string;
  readonly start: RegExp;
  /** The whole header, with its last line. */
  readonly header: RegExp;
  readonly isText: RegExp;
}

const formats: readonly PointFormat[] = [
  {
    // Greg Turk, "The PLY Polygon File Format", 1994.
    type: 'model/ply',
    start: /^ply\r?\n/,
    header:
      /^ply\r?\nformat (?:ascii|binary_(?:little|big)_endian) 1\.0\s*\n(?:(?:comment|obj_info|element|property)[^\n]{0,999}\n){1,512}end_header\r?\n/,
    isText: /^ply\r?\nformat ascii/,
  },
  {
    // Point Cloud Library, "The PCD file format", version 0.7.
    type: 'application/vnd.pcl.pcd',
    start: /^(?:# \.PCD|VERSION \.?\d)/,
    header:
      /^(?:#[^\n]{0,999}\n){0,16}(?:VERSION \.?[\d.]+\s*\n)?(?:FIELDS|COLUMNS) [^\n]{1,999}\nSIZE [\d ]{1,999}\s*\nTYPE [IUF ]{1,999}\s*\n(?:COUNT [\d ]{1,999}\s*\n)?WIDTH \d+\s*\nHEIGHT \d+\s*\n(?:VIEWPOINT [^\n]{1,999}\n)?POINTS \d+\s*\nDATA (?:ascii|binary|binary_compressed)\r?\n/,
    isText: /\nDATA ascii/,
  },
];

/** Clouds of points and meshes whose header is text: PLY and PCD. */
export const pointText: FormatFamily = {
  name: 'point-text',
  unit: 'a header of elements',
  recognise: (head) => formats.find(({ start }) => start.test(latin1(head, 0, 16)))?.type,

  examine({ head }, type): Anatomy {
    const text = latin1(head, 0, 4096);
    const format = formats.find((one) => one.type === type);
    const header = format?.header.exec(text)?.[0];
    if (!format || header === undefined) return { unitAt: undefined };
    const isText = format.isText.test(header);
    return { unitAt: 0, isOpenEnded: true, ...(isText && { aliases: ['text/plain'] }) };
  },
};
