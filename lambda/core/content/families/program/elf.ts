import { has } from '../../reading/bytes.js';
import type { FormatFamily } from '../../evidence/format.js';

/** Class, byte order and version; loaders ignore most of what follows, so no more is asked. */
const isHeader = (head: Buffer): boolean =>
  [1, 2].includes(head[4] ?? 0) && (head[5] ?? 9) <= 2 && (head[6] ?? 9) <= 1 && head.length >= 52;

/** Programs and libraries of Linux and the BSDs (System V ABI, "ELF Header"). */
export const elf: FormatFamily = {
  name: 'elf',
  unit: 'a file header',
  recognise: (head) => (has(head, 0, '\x7fELF') ? 'application/x-elf' : undefined),
  // What it is decides; what else it holds doesn't matter.
  examine: ({ head }) => ({ unitAt: isHeader(head) ? 0 : undefined, scan: 'none' }),
};
