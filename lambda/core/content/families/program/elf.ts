import { has, u16be, u16le } from '../../reading/bytes.js';
import type { FormatFamily } from '../../evidence/format.js';

/** Relocatable to core; from here on, kinds of operating systems and processors. */
const lastKind = 4;
const firstOwnKind = 0xfe00;

/** Class, kind and processor; loaders ignore most of what follows, so no more is asked. */
function isHeader(head: Buffer): boolean {
  const u16 = head[5] === 2 ? u16be : u16le;
  const [kind, processor] = [u16(head, 16), u16(head, 18)];
  return (head[4] ?? 9) <= 2 && (kind <= lastKind || kind >= firstOwnKind) && processor < 0x400;
}

/** Programs and libraries of Linux and the BSDs (System V ABI, "ELF Header"). */
export const elf: FormatFamily = {
  name: 'elf',
  unit: 'a file header',
  recognise: (head) => (has(head, 0, '\x7fELF') ? 'application/x-elf' : undefined),
  // What it is decides; what else it holds doesn't matter.
  examine: ({ head }) => ({ unitAt: isHeader(head) ? 0 : undefined, scan: 'none' }),
};
