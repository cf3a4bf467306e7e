import { u16be } from '../../reading/bytes.js';
import type { Anatomy, FormatFamily } from '../../evidence/format.js';
import { beginsWithFrames, examineFrames, type AudioFrame } from '../media/audio-frames.js';

/** kbit/s by `frmsizecod` (ATSC A/52:2018, table 5.18). */
const bitRates = [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384, 448, 512, 576, 640];

/** A frame of AC-3 (A/52, 5.3: sync, checksum, rate and size, stream) or of Enhanced AC-3 (annex E, 2.3). */
function dolbyFrame(b: Buffer, at: number): AudioFrame | undefined {
  if (b[at] !== 0x0b || b[at + 1] !== 0x77 || at + 6 > b.length) return undefined;
  const stream = (b[at + 5] ?? 0) >> 3;
  if (stream > 10 && stream <= 16) return { bytes: ((u16be(b, at + 2) & 0x7ff) + 1) * 2, stream };
  const [rate, size] = [(b[at + 4] ?? 0) >> 6, (b[at + 4] ?? 0) & 0x3f];
  const kilobits = bitRates[size >> 1];
  if (stream > 10 || rate === 3 || kilobits === undefined) return undefined;
  // 1,536 samples at 48, 44.1 or 32 kHz; at 44.1 kHz every other frame has one word more.
  const words =
    rate === 1 ? Math.floor((kilobits * 96_000) / 44_100) + (size & 1) : kilobits * (rate === 0 ? 2 : 3);
  return { bytes: words * 2, stream: (stream << 8) | ((b[at + 4] ?? 0) >> 6) };
}

const frames = Object.assign(dolbyFrame, { sync: 0x0b });

/** Dolby Digital and Dolby Digital Plus as bare streams of frames. */
export const ac3: FormatFamily = {
  name: 'ac3',
  unit: 'a chain of frames',

  recognise(head, sizeBytes) {
    if (!beginsWithFrames(head, 0, sizeBytes, frames)) return undefined;
    return (head[5] ?? 0) >> 3 > 10 ? 'audio/eac3' : 'audio/ac3';
  },

  examine: (file, _type, findings): Promise<Anatomy> => examineFrames(file, 0, frames, findings),
};
