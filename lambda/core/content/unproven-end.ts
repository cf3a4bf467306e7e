import { readBeforeFiller } from './evidence/filler-start.js';
import type { Findings } from './evidence/finding.js';
import type { Anatomy } from './evidence/format.js';
import { isFiller } from './evidence/padding.js';
import type { FileView } from './reading/file-view.js';

/** What is read before the tail: it includes whatever precedes 256 KiB of noise. */
const lookBackBytes = 256 * 1024;
/** If it begins with this much filler, the bytes before that are read as well. */
const fillerBytes = 16 * 1024;
/** Shorter filler is normal in every recording and page. */
const longFillerBytes = 512 * 1024;

/**
 * If a file is truncated, or its format does not state its length, nothing proves where it ends: a header that claims
 * more makes anything part of the format. So the bytes before the tail are read as well, to be searched. Behind silence
 * and blank pages they may be far away: valid recordings end so, with any length, and only a truncated file, which is
 * never valid, is refused for it.
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
      'nothing states where it ends, and there is much padding before the end',
    );
}
