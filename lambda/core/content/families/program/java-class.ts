import { has, u16be } from '../../reading/bytes.js';
import type { FormatFamily } from '../../evidence/format.js';

/** Java SE 1.0.2, the first version (Java Virtual Machine Specification, 4.1). */
const firstMajorVersion = 45;

/** Java class files (Java Virtual Machine Specification, 4.1), which share their mark with Mach-O. */
export const javaClass: FormatFamily = {
  name: 'java-class',

  recognise(head) {
    const isClass = has(head, 0, '\xca\xfe\xba\xbe') && u16be(head, 6) >= firstMajorVersion;
    return isClass ? 'application/java-vm' : undefined;
  },

  examine: () => ({ scan: 'none' }),
};
