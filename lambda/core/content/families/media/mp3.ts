import { has } from '../../reading/bytes.js';
import type { FileView } from '../../reading/file-view.js';
import type { Findings } from '../../evidence/finding.js';
import type { Anatomy, FormatFamily } from '../../evidence/format.js';
import { adtsFrame } from './aac.js';
import { beginsWithFrames, examineFrames, type AudioFrame } from './audio-frames.js';
import { id3v2Bytes } from './audio-tags.js';
import { examineFlac } from './flac.js';

/** kbit/s by index (ISO/IEC 11172-3, 2.4.2.3; 13818-3, 2.4.2.3): MPEG 1 layer I, II, III; MPEG 2 layer I, II and III. */
const bitRates = {
  '1-1': [0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448],
  '1-2': [0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384],
  '1-3': [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  '2-1': [0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256],
  '2-2': [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
  '2-3': [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
} as const;
const sampleRates = [44100, 48000, 32000];

/** The header of an MPEG audio frame: sync, version, layer, bit rate, sample rate, padding. */
export function mpegAudioFrame(b: Buffer, at: number): AudioFrame | undefined {
  const [sync, kind = 0, rates = 0] = [b[at], b[at + 1], b[at + 2]];
  if (sync !== 0xff || (kind & 0xe0) !== 0xe0 || at + 4 > b.length) return undefined;
  const version = (kind >> 3) & 3; // 3: MPEG 1, 2: MPEG 2, 0: MPEG 2.5
  const layer = 4 - ((kind >> 1) & 3);
  const sampleRate = sampleRates[(rates >> 2) & 3];
  if (version === 1 || layer === 4 || sampleRate === undefined) return undefined;
  const generation = version === 3 ? 1 : 2;
  const kilobits = bitRates[`${generation}-${layer as 1 | 2 | 3}`][rates >> 4];
  // 0 is a rate of one's own choice, whose frames don't say how long they are.
  if (!kilobits) return undefined;
  const hertz = sampleRate / (version === 3 ? 1 : version === 2 ? 2 : 4);
  const padding = (rates >> 1) & 1;
  const bytes =
    layer === 1
      ? (Math.floor((12_000 * kilobits) / hertz) + padding) * 4
      : Math.floor(((generation === 2 && layer === 3 ? 72_000 : 144_000) * kilobits) / hertz) + padding;
  return { bytes, stream: ((kind & 0xfe) << 8) | (rates & 0x0c) };
}

/** MPEG audio, layers I to III, with or without an ID3v2 tag in front; also what else may stand behind such a tag. */
export const mp3: FormatFamily = {
  name: 'mp3',
  unit: 'a chain of frames',

  recognise(head, sizeBytes) {
    if (id3v2Bytes(head, 0) > 0) return 'audio/mpeg';
    // Some encoders leave their first frame as zeros.
    const start = head[0] === 0 ? zeros(head.subarray(0, 4096)) : 0;
    return beginsWithFrames(head, start, sizeBytes, mpegAudioFrame) ? 'audio/mpeg' : undefined;
  },

  async examine(file, _type, findings): Promise<Anatomy> {
    const start = await behindTags(file);
    const sound = await file.bytes(start, 16);
    if (start > 0) {
      const other = await examineOther(file, start, sound, findings);
      if (other) return other;
    }
    return examineFrames(file, start, mpegAudioFrame, findings);
  },
};

/** Taggers leave room for longer tags, most of them inside the tag. */
const paddingReach = 4096;

/** Behind the ID3v2 tags (some taggers add one instead of changing it) and the zeros after them. */
async function behindTags(file: FileView): Promise<number> {
  let at = 0;
  for (let tags = 0; tags < 3; tags++) {
    const length = id3v2Bytes(await file.bytes(at, 10), 0);
    if (length === 0) break;
    at += length;
  }
  // What the head holds is mostly enough.
  for (const length of [file.head.length - at, paddingReach]) {
    const room = length > 0 ? await file.bytes(at, length) : Buffer.alloc(0);
    const padding = zeros(room.subarray(0, paddingReach));
    if (padding < room.length) return at + padding;
  }
  return at;
}

function zeros(b: Buffer): number {
  let n = 0;
  while (n < b.length && b[n] === 0) n++;
  return n;
}

/** Formats of sound that ID3v2 is put in front of although they have tags of their own. */
const foreignMarks = ['OggS', 'RIFF', 'MPCK', 'MP+', 'MAC ', 'TTA1', 'wvpk', 'FRM8', 'DSD ', 'FORM', 'OFR '];

async function examineOther(
  file: FileView,
  start: number,
  sound: Buffer,
  findings: Findings,
): Promise<Anatomy | undefined> {
  if (has(sound, 0, 'fLaC')) return { type: 'audio/flac', ...(await examineFlac(file, start, findings)) };
  if (adtsFrame(sound, 0))
    return { type: 'audio/aac', ...(await examineFrames(file, start, adtsFrame, findings)) };
  return foreignMarks.some((mark) => has(sound, 0, mark)) ? { type: null, unitAt: undefined } : undefined;
}
