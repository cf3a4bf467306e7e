import { has, u16be, u32be } from '../../reading/bytes.js';
import type { Anatomy, FormatFamily } from '../../evidence/format.js';

const headerBytes = 14;
const mostChunks = 4096;

/** Standard MIDI files (MIDI 1.0, "Standard MIDI Files 1.0"): a header and tracks, each with its length. */
export const midi: FormatFamily = {
  name: 'midi',
  unit: 'a track',
  recognise: (head) => (has(head, 0, 'MThd\0\0\0\x06\0') && (head[9] ?? 9) <= 2 ? 'audio/midi' : undefined),

  async examine(file, _type, findings): Promise<Anatomy> {
    const { sizeBytes } = file;
    const tracks = u16be(file.head, 10);
    const steps = file.allowance(8);
    if (tracks === 0 || u16be(file.head, 12) === 0 || !isTrack(file.head)) return { unitAt: undefined };
    let at = headerBytes;
    for (let left = Math.min(tracks, mostChunks); left > 0; left--) {
      const chunk = await steps.bytes(at, 8);
      if (!chunk) return { unitAt: headerBytes, end: at, endIsSoft: true };
      if (!has(chunk, 0, 'MTrk')) break;
      at += 8 + u32be(chunk, 4);
      if (at > sizeBytes) break;
    }
    if (at > sizeBytes) findings.warn('truncated', sizeBytes, `its tracks reach up to ${at}`);
    return { unitAt: headerBytes, end: Math.min(at, sizeBytes), freeForm: [{ start: headerBytes, end: at }] };
  },
};

/** A track begins with a time of one to four bytes, and an event that has its status: a running one needs one before. */
function isTrack(head: Buffer): boolean {
  if (!has(head, headerBytes, 'MTrk') || u32be(head, headerBytes + 4) < 4) return false;
  let at = headerBytes + 8;
  for (let left = 3; left > 0 && (head[at] ?? 0) >= 0x80; left--) at++;
  return (head[at] ?? 0xff) < 0x80 && (head[at + 1] ?? 0) >= 0x80;
}
