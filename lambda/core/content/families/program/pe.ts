import { has } from '../../reading/bytes.js';
import type { FormatFamily } from '../../evidence/format.js';

/** Programs of DOS and Windows (Microsoft PE Format; `ZM` is the old spelling that DOS accepts too). */
export const pe: FormatFamily = {
  name: 'pe',
  recognise: (head) => (has(head, 0, 'MZ') || has(head, 0, 'ZM') ? 'application/x-msdownload' : undefined),
  examine: () => ({ scan: 'none' }),
};
