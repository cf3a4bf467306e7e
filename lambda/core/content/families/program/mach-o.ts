import { has, u32be } from '../../reading/bytes.js';
import type { FormatFamily } from '../../evidence/format.js';

const marks = ['\xfe\xed\xfa\xce', '\xfe\xed\xfa\xcf', '\xce\xfa\xed\xfe', '\xcf\xfa\xed\xfe'];
/** Java class files begin with the same four bytes; their version, at the place of the count, is 45 or more. */
const fatMarks = ['\xca\xfe\xba\xbe', '\xca\xfe\xba\xbf'];
const fatArchitectures = 44;

/** Programs and libraries of macOS, for one processor or several (mach-o/loader.h, mach-o/fat.h). */
export const machO: FormatFamily = {
  name: 'macho',

  recognise(head) {
    const isThin = marks.some((mark) => has(head, 0, mark));
    const isFat = fatMarks.some((mark) => has(head, 0, mark)) && u32be(head, 4) < fatArchitectures;
    return isThin || isFat ? 'application/x-mach-binary' : undefined;
  },

  examine: () => ({ scan: 'none' }),
};
