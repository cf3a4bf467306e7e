import { has } from '../../reading/bytes.js';
import type { FileView } from '../../reading/file-view.js';
import type { Anatomy, FormatFamily } from '../../evidence/format.js';

/** Bytes of a frame with its header, by type (RFC 4867, 5.3; 3GPP TS 26.101 and 26.201); 0: reserved. */
const narrow = [13, 14, 16, 18, 20, 21, 27, 32, 6, 0, 0, 0, 0, 0, 0, 1];
const wide = [18, 24, 33, 37, 41, 47, 51, 59, 61, 6, 0, 0, 0, 0, 1, 1];
const kinds = [
  { mark: '#!AMR-WB\n', type: 'audio/amr-wb', frames: wide },
  { mark: '#!AMR\n', type: 'audio/amr', frames: narrow },
];
/** By chance one header in forty fits. */
const enoughFrames = 6;

/** Speech of phones (RFC 4867, 5.1 and 5.3): frames of one channel side by side. */
export const amr: FormatFamily = {
  name: 'amr',
  unit: 'a chain of frames',
  recognise: (head) => kinds.find(({ mark }) => has(head, 0, mark))?.type,

  examine(file, type, findings): Anatomy {
    const kind = kinds.find((one) => one.type === type);
    if (!kind) return { unitAt: undefined };
    const start = kind.mark.length;
    const { frames, end } = walkFrames(file, start, kind.frames);
    const isAll = end >= file.sizeBytes;
    if (frames < enoughFrames && !(frames >= 2 && end === file.sizeBytes)) return { unitAt: undefined };
    if (end > file.sizeBytes) findings.warn('truncated', file.sizeBytes, 'the last frame is cut');
    if (isAll) return { unitAt: start, end: file.sizeBytes };
    return file.isWhole ? { unitAt: start, end } : { unitAt: start, ...closing(file, kind.frames, findings) };
  },
};

function closing(
  file: FileView,
  sizes: readonly number[],
  findings: Parameters<FormatFamily['examine']>[2],
): Pick<Anatomy, 'isOpenEnded' | 'middle'> {
  const leads = (bytes: Buffer): boolean => chainStart(bytes, sizes) !== undefined;
  if (!leads(file.tail))
    findings.refuse('ending-missing', file.tailOffset, 'no frames of speech lead to its end');
  return { isOpenEnded: true, middle: { from: 0, fits: leads } };
}

/** RFC 4867, 5.3: bits 0, 6 and 7 are padding; the quality bit is set but in damaged frames. */
const sizeOf = (header: number, sizes: readonly number[]): number =>
  (header & 0x83) === 0 && ((header & 4) !== 0 || header >> 3 === 15) ? (sizes[header >> 3] ?? 0) : 0;

function walkFrames(
  file: FileView,
  start: number,
  sizes: readonly number[],
): { frames: number; end: number } {
  const { head } = file;
  let at = start;
  let frames = 0;
  for (; at < head.length; frames++) {
    const bytes = sizeOf(head[at] ?? 0xff, sizes);
    if (bytes === 0) break;
    at += bytes;
  }
  file.work.spend(frames, start);
  return { frames, end: at };
}

/** Where in the first bytes frames begin that lead to the end of `bytes`. */
function chainStart(bytes: Buffer, sizes: readonly number[]): number | undefined {
  const [longest] = [...sizes].sort((a, b) => b - a);
  for (let start = 0; start < (longest ?? 0); start++) {
    let at = start;
    while (at < bytes.length) {
      const size = sizeOf(bytes[at] ?? 0xff, sizes);
      if (size === 0) break;
      at += size;
    }
    if (at >= bytes.length) return start;
  }
  return undefined;
}
