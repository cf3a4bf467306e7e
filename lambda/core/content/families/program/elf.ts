import { has } from '../../reading/bytes.js';
import type { FormatFamily } from '../../evidence/format.js';

/** Programs and libraries of Linux and the BSDs (System V ABI, "ELF Header"). */
export const elf: FormatFamily = {
  name: 'elf',
  recognise: (head) => (has(head, 0, '\x7fELF') ? 'application/x-elf' : undefined),
  // What it is decides; what else it holds doesn't matter.
  examine: () => ({ scan: 'none' }),
};
