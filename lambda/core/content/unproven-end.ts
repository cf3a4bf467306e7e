import type { FileView } from './reading/file-view.js';
import type { Findings } from './evidence/finding.js';
import type { Anatomy } from './evidence/format.js';
import { isFiller } from './evidence/padding.js';

/** What is read in front of the tail: it takes in whatever stands before 256 KiB of noise. */
const lookBackBytes = 256 * 1024;
/** Sound may end in silence, so more is read to see where it began. */
const silenceLookBackBytes = 1024 * 1024;
/** Three seconds of CD sound. */
const longestSilenceBytes = 512 * 1024;

/**
 * The end of a file that is cut, or does not state where it ends, is proved by nothing: a header that claims more
 * than there is makes anything part of the format. So the bytes before the tail are read as well, to be searched
 * like all that is read; and filler at the end of what should be data is refused.
 */
export async function doubtTail(file: FileView, anatomy: Anatomy, findings: Findings): Promise<void> {
  const { sizeBytes, tail, tailOffset, isWhole } = file;
  const isCut = findings.has('truncated') && (anatomy.end ?? sizeBytes) >= sizeBytes;
  if (isWhole || findings.refused || (!isCut && !anatomy.isOpenEnded)) return;
  const endsInFiller = isFiller(tail);
  if (isCut && endsInFiller) {
    findings.refuse('ending-missing', tailOffset, 'it is cut, and what stands there is padding');
    return;
  }
  const from = Math.max(0, tailOffset - (endsInFiller ? silenceLookBackBytes : lookBackBytes));
  const before = await file.bytes(from, tailOffset - from);
  if (endsInFiller && isFiller(before.subarray(-longestSilenceBytes)))
    findings.refuse('ending-missing', tailOffset, 'nothing states it, and padding stands there');
}
