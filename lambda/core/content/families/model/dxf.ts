import { has, u16le } from '../../reading/bytes.js';
import type { Anatomy, FormatFamily } from '../../evidence/format.js';

const mark = 'AutoCAD Binary DXF\r\n\x1a\0';
const start = mark.length;

/** Binary DXF (AutoCAD DXF Reference, "Binary DXF Files"); as text it is found by its groups. */
export const dxf: FormatFamily = {
  name: 'dxf',
  unit: 'a section',
  recognise: (head) => (has(head, 0, mark) ? 'image/vnd.dxf' : undefined),

  examine({ head, tail, sizeBytes }): Anatomy {
    // Group codes have two bytes since R13, and one before.
    const isSection = [1, 2].some((code) => has(head, start + code, 'SECTION\0') && head[start] === 0);
    if (!isSection || u16le(head, start) > 0xff) return { unitAt: undefined };
    const closing = tail.lastIndexOf('EOF\0');
    const end = sizeBytes - tail.length + closing + 4;
    return { unitAt: start, ...(closing < 0 ? { isOpenEnded: true } : { end }) };
  },
};
