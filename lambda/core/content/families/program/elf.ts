import { has, u16be, u16le, u32be, u32le } from '../../reading/bytes.js';
import type { FormatFamily } from '../../evidence/format.js';

/** Relocatable to core; from here on, kinds of operating systems and processors. */
const lastKind = 4;
const firstOwnKind = 0xfe00;
const current = 1;

/** Of 32 and 64 bits: where the sizes stand, and what they have to be (System V ABI, "ELF Header"). */
const layouts = {
  1: { sizesAt: 40, header: 52, segment: 32, section: 40 },
  2: { sizesAt: 52, header: 64, segment: 56, section: 64 },
} as const;

/** Class, order of bytes, versions, kind and processor, and the sizes of the header and of the entries of its tables. */
function isHeader(head: Buffer): boolean {
  const [bits, order, version] = [head[4], head[5], head[6]];
  if ((bits !== 1 && bits !== 2) || (order !== 1 && order !== 2) || version !== current) return false;
  const [u16, u32] = order === 2 ? [u16be, u32be] : [u16le, u32le];
  const { sizesAt, header, segment, section } = layouts[bits];
  const [kind, processor] = [u16(head, 16), u16(head, 18)];
  const isKind = (kind <= lastKind || kind >= firstOwnKind) && processor < 0x400 && u32(head, 20) === current;
  const [headerBytes, segmentBytes, segments, sectionBytes, sections] = [0, 2, 4, 6, 8].map((field) =>
    u16(head, sizesAt + field),
  ) as [number, number, number, number, number];
  const areTables =
    (segments === 0 || segmentBytes === segment) && (sections === 0 || sectionBytes === section);
  return isKind && headerBytes === header && areTables && segments + sections > 0;
}

/** Programs and libraries of Linux and the BSDs (System V ABI, "ELF Header"). */
export const elf: FormatFamily = {
  name: 'elf',
  unit: 'a file header',
  recognise: (head) => (has(head, 0, '\x7fELF') ? 'application/x-elf' : undefined),
  // What it is decides; what else it holds doesn't matter.
  examine: ({ head }) => ({ unitAt: isHeader(head) ? 0 : undefined, scan: 'none' }),
};
