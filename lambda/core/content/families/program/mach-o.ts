import { has, u32be, u32le } from '../../reading/bytes.js';
import type { FileView } from '../../reading/file-view.js';
import type { FormatFamily } from '../../evidence/format.js';

const marks = ['\xfe\xed\xfa\xce', '\xfe\xed\xfa\xcf', '\xce\xfa\xed\xfe', '\xcf\xfa\xed\xfe'];
/** Java class files begin with the same four bytes; their version, at the place of the count, is 45 or more. */
const fatMarks = ['\xca\xfe\xba\xbe', '\xca\xfe\xba\xbf'];
const fatArchitectures = 44;

/** MH_OBJECT to MH_FILESET, and room for new ones. */
const mostKinds = 32;
/** LC_SEGMENT and further load commands, and room for new ones; the highest bit says that the linker needs it. */
const mostCommands = 0x60;

/** x86, ARM and PowerPC, of 32 or 64 bits (mach/machine.h). */
const processors = [7, 12, 18];

/** mach-o/loader.h: processor and kind, in the order of bytes that the mark has, then load commands up to a length. */
function isThin(start: Buffer): boolean {
  if (!marks.some((mark) => has(start, 0, mark))) return false;
  const u32 = start[0] === 0xfe ? u32be : u32le;
  const isWide = start[start[0] === 0xfe ? 3 : 0] === 0xcf;
  const [processor, kind, count, length] = [4, 12, 16, 20].map((at) => u32(start, at)) as [
    number,
    number,
    number,
    number,
  ];
  const first = isWide ? 32 : 28;
  const [command, commandBytes] = [u32(start, first) & 0x7fffffff, u32(start, first + 4)];
  const isKind = processors.includes(processor & 0xffffff) && kind > 0 && kind <= mostKinds;
  const isLength = commandBytes >= 8 && commandBytes % 4 === 0 && commandBytes <= length;
  return isKind && count > 0 && count * 8 <= length && isLength && command > 0 && command <= mostCommands;
}

/** mach-o/fat.h: the first processor, where its program begins, and how it is aligned, as a power of two. */
async function isFat(file: FileView): Promise<boolean> {
  const { head, sizeBytes } = file;
  const isWide = has(head, 0, '\xca\xfe\xba\xbf');
  const at = isWide ? u32be(head, 16) * 2 ** 32 + u32be(head, 20) : u32be(head, 16);
  const alignment = u32be(head, isWide ? 32 : 24);
  const isEntry = u32be(head, 4) > 0 && processors.includes(u32be(head, 8) & 0xffffff) && alignment <= 20;
  if (!isEntry || at % 2 ** alignment !== 0 || at >= sizeBytes) return false;
  const start = await file.bytes(at, 40);
  // Static libraries may hold a program for each processor too.
  return isThin(start) || has(start, 0, '!<arch>\n');
}

/** Programs and libraries of macOS, for one processor or several (mach-o/loader.h, mach-o/fat.h). */
export const machO: FormatFamily = {
  name: 'macho',
  unit: 'a header of a program',

  recognise(head) {
    const isOne = marks.some((mark) => has(head, 0, mark));
    const areMany = fatMarks.some((mark) => has(head, 0, mark)) && u32be(head, 4) < fatArchitectures;
    return isOne || areMany ? 'application/x-mach-binary' : undefined;
  },

  async examine(file) {
    const isProgram = file.head[0] === 0xca ? await isFat(file) : isThin(file.head);
    return { unitAt: isProgram ? 0 : undefined, scan: 'none' };
  },
};
