import { has, u16be, u32be } from '../../reading/bytes.js';
import type { Anatomy, FormatFamily, Region } from '../../evidence/format.js';

/** Where the blocks of free content are stated: metadata (compressed XML) and private data. */
const freeBlocks: Readonly<Record<string, readonly [number, number][]>> = {
  'font/woff': [
    [24, 28],
    [36, 40],
  ],
  'font/woff2': [
    [28, 32],
    [40, 44],
  ],
};

/** Fonts for the web (W3C WOFF 1.0 and 2.0, section "WOFF Header"), which state their length. */
export const woff: FormatFamily = {
  name: 'woff',

  recognise(head) {
    if (u16be(head, 12) === 0 || u16be(head, 14) !== 0) return undefined;
    if (has(head, 0, 'wOF2')) return 'font/woff2';
    return has(head, 0, 'wOFF') ? 'font/woff' : undefined;
  },

  examine({ head, sizeBytes }, type, findings): Anatomy {
    const stated = u32be(head, 8);
    if (stated < 44) findings.refuse('structure-broken', 8, `the font states a length of ${stated} bytes`);
    if (stated > sizeBytes) findings.warn('truncated', sizeBytes, `${stated} bytes are stated`);
    const freeForm = (freeBlocks[type] ?? []).map(([offset, length]): Region => ({
      start: u32be(head, offset),
      end: u32be(head, offset) + u32be(head, length),
    }));
    return { end: Math.min(stated, sizeBytes), freeForm };
  },
};
