import { has } from '../../reading/bytes.js';
import type { FormatFamily } from '../../evidence/format.js';

const headerBytes = 8;
/** Sections of modules and of components have numbers up to this. */
const lastSection = 13;
const versions = ['\x01\0\0\0', '\x0d\0\x01\0'];
/** Forms of types: functions, and structures, arrays and groups of them (WebAssembly Core Specification, 5.3). */
const functionForm = 0x60;
const typeForms = [0x5f, 0x5e, 0x50, 0x4f, 0x4e];
/** Numbers, vectors, and references by one byte (5.3.1 to 5.3.4). */
const valueTypes = new Set([
  0x7f, 0x7e, 0x7d, 0x7c, 0x7b, 0x69, 0x6a, 0x6b, 0x6c, 0x6d, 0x6e, 0x6f, 0x70, 0x71, 0x72, 0x73, 0x74,
]);

/** WebAssembly modules and components (WebAssembly Core Specification, "Modules"). */
export const wasm: FormatFamily = {
  name: 'wasm',
  unit: 'a section',
  recognise: (head) => (has(head, 0, '\0asm') && head[4] !== 0 ? 'application/wasm' : undefined),
  examine: ({ head, sizeBytes }) => ({ unitAt: firstSection(head, sizeBytes), scan: 'none' }),
};

/** Behind the version: nothing, or sections up to the end, or at least a first one that begins as such. */
function firstSection(head: Buffer, sizeBytes: number): number | undefined {
  if (!versions.some((version) => has(head, 4, version))) return undefined;
  if (sizeBytes === headerBytes || leadToEnd(head, sizeBytes)) return headerBytes;
  const { value, next } = leb128(head, headerBytes + 1);
  const isTypes = head[headerBytes] === 1 && beginsTypes(head, next) === 'function';
  return isTypes && next + value <= sizeBytes ? headerBytes : undefined;
}

/** What the first type of a section of types is: all of a function's type, or the form of another one. */
function beginsTypes(head: Buffer, from: number): 'function' | 'other' | undefined {
  const form = leb128(head, from).next;
  if (head[form] !== functionForm) return typeForms.includes(head[form] ?? 0) ? 'other' : undefined;
  let at = form + 1;
  for (const list of ['parameters', 'results']) {
    const { value: count, next } = leb128(head, at);
    if (count > 1000 || (list === 'results' && at >= head.length)) return undefined;
    at = next;
    for (let type = 0; type < count && at < head.length; type++) {
      const isReference = head[at] === 0x63 || head[at] === 0x64;
      if (!isReference && !valueTypes.has(head[at] ?? 0)) return undefined;
      at = isReference ? leb128(head, at + 1).next : at + 1;
    }
  }
  return 'function';
}

/** Of a module, in which each section stands at most once, in this order but for custom ones (5.5.2 and 5.5.16). */
const order = [1, 2, 3, 4, 5, 13, 6, 7, 8, 9, 12, 10, 11];

/** From section to section, as far as they begin in the first bytes: a number, a length, content, which is never empty. */
function leadToEnd(head: Buffer, sizeBytes: number): boolean {
  const isModule = head[4] === 1;
  let at = headerBytes;
  let place = -1;
  while (at + 2 <= head.length) {
    const section = head[at] ?? 0;
    const { value, next } = leb128(head, at + 1);
    if (section > lastSection || value === 0) return false;
    if (isModule && section === 1 && value > 1 && beginsTypes(head, next) === undefined) return false;
    if (isModule && section > 0 && order.indexOf(section) <= place) return false;
    if (section > 0) place = order.indexOf(section);
    at = next + value;
  }
  return at === sizeBytes;
}

/** 5.2.2: seven bits a byte, the lowest first; five bytes at most. */
function leb128(b: Buffer, from: number): { value: number; next: number } {
  let value = 0;
  let at = from;
  for (let scale = 1; scale < 2 ** 35; scale *= 128) {
    const byte = b[at++] ?? 0;
    value += (byte & 0x7f) * scale;
    if (byte < 0x80) break;
  }
  return { value, next: at };
}
