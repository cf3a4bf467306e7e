import { has } from '../../reading/bytes.js';
import type { Findings } from '../../evidence/finding.js';
import type { Anatomy, FormatFamily } from '../../evidence/format.js';
import { guestNames } from '../../evidence/signatures.js';
import type { FileView } from '../../reading/file-view.js';
import { soundAt } from '../media/audio-frames.js';
import { mpegAudioFrame } from '../media/mp3.js';
import { companionsEnd } from './jpeg-companions.js';
import { endOfScan } from './jpeg-scan.js';
import { lateScan } from './jpeg-late-scan.js';
import { scanAt, walkSegments } from './jpeg-segments.js';

/** JPEG (ITU-T T.81, annex B: marker segments up to the scan, entropy-coded data, end of image). */
export const jpeg: FormatFamily = {
  name: 'jpeg',
  unit: 'a frame with a scan',

  recognise(head) {
    return has(head, 0, '\xff\xd8\xff') ? 'image/jpeg' : undefined;
  },

  async examine(file, _type, findings): Promise<Anatomy> {
    const walked = await walkSegments(file);
    const segments = walked.outcome === 'unread' ? await lateScan(file, walked) : walked;
    const { width, height, at, outcome, announced } = segments;
    const unitAt = scanAt(segments, file.sizeBytes);
    const anatomy = { ...(width && height ? { width, height } : {}), companion, unitAt };
    if (outcome === 'end' || outcome === 'broken') return anatomy;
    judgeSound(file, at, findings);
    const companions = await companionsEnd(file, at, announced);
    if (companions) {
      findings.warn('trailing-companion', companions.start, companions.name);
      return { ...anatomy, unitAt: outcome === 'unread' ? at : unitAt, end: companions.end };
    }
    const ending = await endOfScan(file, segments, findings);
    if (ending.end !== undefined) judgeSound(file, ending.end, findings, 'behind');
    // With more metadata than may be walked, image data that ends as such has to do; and behind bytes that are no
    // segments may stand a whole picture of some other file.
    if (outcome === 'unread') return { ...anatomy, ...ending, unitAt: ending.end };
    const isOther = segments.hasStrays && (ending.end ?? 0) < file.sizeBytes;
    return { ...anatomy, ...ending, unitAt: isOther ? undefined : unitAt };
  },
};

/** So many frames of one stream side by side are no chance, and as many as players ask for. */
const soundFrames = 4;

/**
 * Players search for frames of MP3 wherever they stand. Image data has none, for what looks like the beginning of one
 * is a marker in it (T.81, B.1.1.5); segments and what follows the end may have.
 * @param limit where the image data begins, or where it ends
 */
function judgeSound(
  file: FileView,
  limit: number,
  findings: Findings,
  side: 'front' | 'behind' = 'front',
): void {
  for (const { offset, bytes } of file.windows) {
    const from = side === 'front' ? 0 : Math.max(0, limit - offset);
    const to = side === 'front' ? Math.max(0, limit - offset) : bytes.length;
    const at = soundAt(bytes.subarray(from, to), mpegAudioFrame, soundFrames);
    if (at >= 0) findings.refuse('guest-inside', offset + from + at, guestNames['mpeg-audio']);
  }
}

function companion(trailing: Uint8Array): string | undefined {
  if (has(trailing, 0, '\xff\xd8')) return 'a second JPEG image';
  return has(trailing, 4, 'ftyp') ? 'a video' : undefined;
}
