import { has, u16be } from '../../reading/bytes.js';
import type { Allowance, FileView } from '../../reading/file-view.js';
import type { FormatFamily } from '../../evidence/format.js';

/** Java SE 1.0.2, the first version (Java Virtual Machine Specification, 4.1). */
const firstMajorVersion = 45;
/** Version 25 of Java has 69; compilers of years to come are welcome. */
const lastMajorVersion = 200;

const constantsAt = 10;
const readAhead = 4 * 1024;
/** So many in a row, or all of them, are no chance. */
const provingConstants = 12;
const utf8Kind = 1;
const wideKinds = [5, 6];
const classKind = 7;
/** Bytes of a constant by its kind, with that (4.4, tables 4.4-A and 4.4-B). */
const constantBytes: Readonly<Record<number, number>> = {
  3: 5,
  4: 5,
  5: 9,
  6: 9,
  7: 3,
  8: 3,
  9: 5,
  10: 5,
  11: 5,
  12: 5,
  15: 4,
  16: 3,
  17: 5,
  18: 5,
  19: 3,
  20: 3,
};

/** 4.4: constants side by side. Each begins with its kind; texts have a length, and neither NUL nor bytes from F0 on. */
async function hasConstants(file: FileView): Promise<boolean> {
  const { head } = file;
  const count = u16be(head, 8);
  if (u16be(head, 6) > lastMajorVersion || count < 2) return false;
  const steps = file.allowance(provingConstants);
  const kinds = new Map<number, number>();
  let at = constantsAt;
  let index = 1;
  while (index < count && kinds.size < provingConstants) {
    const start = await steps.bytes(at, 3, readAhead);
    const kind = start?.[0] ?? 0;
    const length = start && kind === utf8Kind ? 3 + u16be(start, 1) : constantBytes[kind];
    if (length === undefined || at + length > file.sizeBytes) return false;
    if (kind === utf8Kind && !(await isText(steps, at + 3, length - 3))) return false;
    kinds.set(index, kind);
    at += length;
    index += wideKinds.includes(kind) ? 2 : 1;
  }
  if (index < count) return true;
  // Behind the last one: access flags, and which constant names the class.
  const behind = await steps.bytes(at, 4, readAhead);
  return behind !== undefined && kinds.get(u16be(behind, 2)) === classKind;
}

async function isText(steps: Allowance, from: number, length: number): Promise<boolean> {
  const text = await steps.bytes(from, length);
  return text?.every((byte) => byte !== 0 && byte < 0xf0) ?? false;
}

/** Java class files (Java Virtual Machine Specification, 4.1), which share their mark with Mach-O. */
export const javaClass: FormatFamily = {
  name: 'java-class',
  unit: 'a pool of constants',

  recognise(head) {
    const isClass = has(head, 0, '\xca\xfe\xba\xbe') && u16be(head, 6) >= firstMajorVersion;
    return isClass ? 'application/java-vm' : undefined;
  },

  examine: async (file) => ({ unitAt: (await hasConstants(file)) ? 8 : undefined, scan: 'none' }),
};
