import { has } from '../../reading/bytes.js';
import type { Anatomy, FormatFamily } from '../../evidence/format.js';
import { companionsEnd } from './jpeg-companions.js';
import { endOfScan } from './jpeg-scan.js';
import { walkSegments } from './jpeg-segments.js';

/** JPEG (ITU-T T.81, annex B: marker segments up to the scan, entropy-coded data, end of image). */
export const jpeg: FormatFamily = {
  name: 'jpeg',

  recognise(head) {
    return has(head, 0, '\xff\xd8\xff') ? 'image/jpeg' : undefined;
  },

  async examine(file, _type, findings): Promise<Anatomy> {
    const segments = await walkSegments(file);
    const { width, height, at, outcome, announced } = segments;
    const anatomy = { ...(width && height ? { width, height } : {}), companion };
    if (outcome === 'end') return { ...anatomy, end: at + 2 };
    if (outcome === 'broken') {
      findings.warn('truncated', at, 'no image data follows the JPEG segments');
      return anatomy;
    }
    const companions = await companionsEnd(file, at, announced);
    if (companions) {
      findings.warn('trailing-companion', companions.start, companions.name);
      return { ...anatomy, end: companions.end };
    }
    return { ...anatomy, ...(await endOfScan(file, segments, findings)) };
  },
};

function companion(trailing: Uint8Array): string | undefined {
  if (has(trailing, 0, '\xff\xd8')) return 'a second JPEG image';
  return has(trailing, 4, 'ftyp') ? 'a video' : undefined;
}
