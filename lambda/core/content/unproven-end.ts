import { readBeforeFiller } from './evidence/filler-start.js';
import type { Findings } from './evidence/finding.js';
import type { Anatomy } from './evidence/format.js';
import { isFiller } from './evidence/padding.js';
import type { FileView } from './reading/file-view.js';

/** What is read in front of the tail: it takes in whatever stands before 256 KiB of noise. */
const lookBackBytes = 256 * 1024;
/** So much filler at its beginning, and what stands before that is read as well. */
const fillerBytes = 16 * 1024;
/** Shorter, it is what every recording and page has. */
const longFillerBytes = 512 * 1024;

/**
 * The end of a file that is cut, or does not state where it ends, is proved by nothing: a header that claims more
 * than there is makes anything part of the format. So the bytes before the tail are read as well, to be searched
 * like all that is read. Behind silence and blank pages that may be far: valid recordings end so, however long, and
 * only a file that is cut, which no valid file is, is refused for it.
 */
export async function doubtTail(file: FileView, anatomy: Anatomy, findings: Findings): Promise<void> {
  const { sizeBytes, tail, tailOffset, isWhole } = file;
  const isCut = findings.has('truncated') && (anatomy.end ?? sizeBytes) >= sizeBytes;
  if (isWhole || findings.refused || (!isCut && !anatomy.isOpenEnded)) return;
  if (isCut && isFiller(tail)) {
    findings.refuse('ending-missing', tailOffset, 'it is cut, and what stands there is padding');
    return;
  }
  const from = Math.max(0, tailOffset - lookBackBytes);
  const before = isFiller(tail) ? tail : await file.bytes(from, tailOffset - from);
  if (!isFiller(before.subarray(0, fillerBytes))) return;
  const start = await readBeforeFiller(file, isFiller(tail) ? tailOffset : from);
  if (tailOffset - start >= longFillerBytes)
    findings.warn(
      'structure-odd',
      start,
      'nothing states where it ends, and much padding stands before that',
    );
}
