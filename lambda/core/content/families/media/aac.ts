import type { Anatomy, FormatFamily } from '../../evidence/format.js';
import { beginsWithFrames, examineFrames, type AudioFrame } from './audio-frames.js';

/** The header of an ADTS frame (ISO/IEC 13818-7, 6.2: fixed part, then the length of the frame with its header). */
export function adtsFrame(b: Buffer, at: number): AudioFrame | undefined {
  const [sync, kind = 0, rates = 0, channels = 0] = [b[at], b[at + 1], b[at + 2], b[at + 3]];
  if (sync !== 0xff || (kind & 0xf6) !== 0xf0 || at + 7 > b.length) return undefined;
  const sampleRateIndex = (rates >> 2) & 0x0f;
  const bytes = ((channels & 3) << 11) | ((b[at + 4] ?? 0) << 3) | ((b[at + 5] ?? 0) >> 5);
  if (sampleRateIndex > 12 || bytes < 8) return undefined;
  return { bytes, stream: (kind << 16) | ((rates & 0xfd) << 8) | (channels & 0xc0) };
}

/** AAC as a bare stream of ADTS frames. */
export const aac: FormatFamily = {
  name: 'aac',
  unit: 'a chain of frames',

  recognise(head, sizeBytes) {
    return beginsWithFrames(head, 0, sizeBytes, adtsFrame) ? 'audio/aac' : undefined;
  },

  examine: (file, _type, findings): Promise<Anatomy> => examineFrames(file, 0, adtsFrame, findings),
};
