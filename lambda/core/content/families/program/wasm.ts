import { has } from '../../reading/bytes.js';
import type { FormatFamily } from '../../evidence/format.js';

/** WebAssembly modules and components (WebAssembly Core Specification, "Modules"). */
export const wasm: FormatFamily = {
  name: 'wasm',
  recognise: (head) => (has(head, 0, '\0asm') && head[4] !== 0 ? 'application/wasm' : undefined),
  examine: () => ({ scan: 'none' }),
};
