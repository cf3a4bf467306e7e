import { has } from '../../reading/bytes.js';
import type { FormatFamily } from '../../evidence/format.js';

/** Version 1, or 13 with a layer for components; behind it nothing, or a section of a known kind. */
const isModule = (head: Buffer): boolean =>
  (head[4] ?? 0) < 32 && head[5] === 0 && (head[6] ?? 9) <= 1 && head[7] === 0 && (head[8] ?? 0) <= 13;

/** WebAssembly modules and components (WebAssembly Core Specification, "Modules"). */
export const wasm: FormatFamily = {
  name: 'wasm',
  unit: 'a version and a section',
  recognise: (head) => (has(head, 0, '\0asm') && head[4] !== 0 ? 'application/wasm' : undefined),
  examine: ({ head }) => ({ unitAt: isModule(head) ? 8 : undefined, scan: 'none' }),
};
