import { has, u16be } from '../../reading/bytes.js';
import type { FormatFamily } from '../../evidence/format.js';

/** Java SE 1.0.2, the first version (Java Virtual Machine Specification, 4.1). */
const firstMajorVersion = 45;

/** Version 25 of Java has 69; compilers of years to come are welcome. */
const lastMajorVersion = 200;
const lastConstantKind = 20;

/** 4.4: a count, then constants that begin with their kind. */
const hasConstants = (head: Buffer): boolean =>
  u16be(head, 6) <= lastMajorVersion &&
  u16be(head, 8) > 1 &&
  (head[10] ?? 0) >= 1 &&
  (head[10] ?? 0) <= lastConstantKind;

/** Java class files (Java Virtual Machine Specification, 4.1), which share their mark with Mach-O. */
export const javaClass: FormatFamily = {
  name: 'java-class',
  unit: 'a pool of constants',

  recognise(head) {
    const isClass = has(head, 0, '\xca\xfe\xba\xbe') && u16be(head, 6) >= firstMajorVersion;
    return isClass ? 'application/java-vm' : undefined;
  },

  examine: ({ head }) => ({ unitAt: hasConstants(head) ? 8 : undefined, scan: 'none' }),
};
