import { has, u32be, u32le } from '../../reading/bytes.js';
import type { FormatFamily } from '../../evidence/format.js';

const marks = ['\xfe\xed\xfa\xce', '\xfe\xed\xfa\xcf', '\xce\xfa\xed\xfe', '\xcf\xfa\xed\xfe'];
/** Java class files begin with the same four bytes; their version, at the place of the count, is 45 or more. */
const fatMarks = ['\xca\xfe\xba\xbe', '\xca\xfe\xba\xbf'];
const fatArchitectures = 44;

/** MH_OBJECT to MH_FILESET, and room for new ones. */
const mostKinds = 32;

/** x86, ARM and PowerPC, of 32 or 64 bits (mach/machine.h). */
const processors = [7, 12, 18];

/** mach-o/fat.h: the first processor, and how its program is aligned, as a power of two. */
function isProcessor(head: Buffer): boolean {
  const isWide = has(head, 0, '\xca\xfe\xba\xbf');
  const alignment = u32be(head, isWide ? 32 : 24);
  return u32be(head, 4) > 0 && processors.includes(u32be(head, 8) & 0xffffff) && alignment <= 20;
}

/** The kind of file, in the order of bytes that the mark has. */
function isHeader(head: Buffer): boolean {
  if (fatMarks.some((mark) => has(head, 0, mark))) return isProcessor(head);
  const kind = head[0] === 0xfe ? u32be(head, 12) : u32le(head, 12);
  const processor = head[0] === 0xfe ? u32be(head, 4) : u32le(head, 4);
  return processors.includes(processor & 0xffffff) && kind > 0 && kind <= mostKinds;
}

/** Programs and libraries of macOS, for one processor or several (mach-o/loader.h, mach-o/fat.h). */
export const machO: FormatFamily = {
  name: 'macho',
  unit: 'a header of a program',

  recognise(head) {
    const isThin = marks.some((mark) => has(head, 0, mark));
    const isFat = fatMarks.some((mark) => has(head, 0, mark)) && u32be(head, 4) < fatArchitectures;
    return isThin || isFat ? 'application/x-mach-binary' : undefined;
  },

  examine: ({ head }) => ({ unitAt: isHeader(head) ? 0 : undefined, scan: 'none' }),
};
