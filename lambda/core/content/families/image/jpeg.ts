import { has } from '../../reading/bytes.js';
import type { Anatomy, FormatFamily } from '../../evidence/format.js';
import { companionsEnd } from './jpeg-companions.js';
import { endOfScan } from './jpeg-scan.js';
import { scanAt, walkSegments } from './jpeg-segments.js';

/** JPEG (ITU-T T.81, annex B: marker segments up to the scan, entropy-coded data, end of image). */
export const jpeg: FormatFamily = {
  name: 'jpeg',
  unit: 'a frame with a scan',

  recognise(head) {
    return has(head, 0, '\xff\xd8\xff') ? 'image/jpeg' : undefined;
  },

  async examine(file, _type, findings): Promise<Anatomy> {
    const segments = await walkSegments(file);
    const { width, height, at, outcome, announced } = segments;
    const unitAt = scanAt(segments, file.sizeBytes);
    const anatomy = { ...(width && height ? { width, height } : {}), companion, unitAt };
    if (outcome === 'end' || outcome === 'broken') return anatomy;
    const companions = await companionsEnd(file, at, announced);
    if (companions) {
      findings.warn('trailing-companion', companions.start, companions.name);
      return { ...anatomy, end: companions.end };
    }
    const ending = await endOfScan(file, segments, findings);
    // With more metadata than may be walked, image data that ends as such has to do; and behind bytes that are no
    // segments may stand a whole picture of some other file.
    if (outcome === 'unread') return { ...anatomy, ...ending, unitAt: ending.end };
    const isOther = segments.hasStrays && (ending.end ?? 0) < file.sizeBytes;
    return { ...anatomy, ...ending, unitAt: isOther ? undefined : unitAt };
  },
};

function companion(trailing: Uint8Array): string | undefined {
  if (has(trailing, 0, '\xff\xd8')) return 'a second JPEG image';
  return has(trailing, 4, 'ftyp') ? 'a video' : undefined;
}
