import { has, u16be } from '../../reading/bytes.js';
import { looksCompressed } from '../../evidence/density.js';
import type { FileView } from '../../reading/file-view.js';
import type { Findings } from '../../evidence/finding.js';
import type { Anatomy } from '../../evidence/format.js';
import { isAllPadding, leadingPadding } from '../../evidence/padding.js';

/** How far before the tail an end is searched for, when the tail is no image data. */
const lookBackBytes = 256 * 1024;
/** Image data has an FF byte in 256 bytes or so. None in 16 KiB: padding, text, or a blank page. */
const doubtfulGapBytes = 16 * 1024;

interface ScanEnd {
  /** `end`: `at` is behind the end-of-image mark. `open`: the bytes ran out. */
  readonly outcome: 'end' | 'open' | 'not-scan-data';
  readonly at: number;
  readonly isDoubtful: boolean;
}

/**
 * Where the image data that begins at `scanStart` ends: at the first end-of-image mark before which everything can
 * be image data.
 */
export async function endOfScan(
  file: FileView,
  scanStart: number,
  findings: Findings,
): Promise<Pick<Anatomy, 'end' | 'middle'>> {
  const { tail, tailOffset } = file;
  if (scanStart >= tailOffset) {
    const header = scanStart - tailOffset;
    const scan = followScan(tail, header + 2 + u16be(tail, header + 2), true);
    if (scan.outcome === 'end') return { end: tailOffset + scan.at };
    findings.warn('truncated', file.sizeBytes, 'no end-of-image mark');
    return {};
  }
  const scan = followScan(tail, 0, false);
  const middle = { from: scanStart, fits: isOneScan };
  if (scan.outcome === 'end' && !scan.isDoubtful) return { end: tailOffset + scan.at, middle };

  const start = Math.max(scanStart, tailOffset - lookBackBytes);
  const before = await file.bytes(start, tailOffset - start);
  const earlier = followScan(before, start === scanStart ? 2 + u16be(before, 2) : 0, start === scanStart);
  if (earlier.outcome === 'end') return { end: start + earlier.at };
  if (scan.outcome === 'not-scan-data' || (earlier.isDoubtful && !(await beginsBlank(file, scanStart)))) {
    findings.refuse('ending-missing', tailOffset + scan.at, 'the last bytes are not JPEG image data');
    return {};
  }
  if (scan.outcome === 'end') return { end: tailOffset + scan.at, middle };
  findings.warn('truncated', file.sizeBytes, 'no end-of-image mark');
  return { middle };
}

/** Image data, or the end of one image with the next right behind it, as some cameras write them. */
function isOneScan(bytes: Buffer): boolean {
  const { outcome, at } = followScan(bytes, 0, false);
  if (outcome !== 'end') return outcome === 'open';
  const next = at + leadingPadding(bytes.subarray(at));
  return next + 2 > bytes.length || has(bytes, next, '\xff\xd8');
}

/** A picture of one colour is coded as zeros from its first block on. */
async function beginsBlank(file: FileView, scanStart: number): Promise<boolean> {
  const header = 2 + u16be(await file.bytes(scanStart, 4), 2);
  return isAllPadding((await file.bytes(scanStart + header, 1024)).subarray(16));
}

/**
 * Follows entropy-coded data from `from`. FF D9 can't occur in it (T.81, B.1.1.5: an FF byte of data is followed by
 * 00), so the first one is the end, if everything before it is such data or a segment between scans.
 * @param trusted these bytes are known to be the scan: stray markers are then a decoder's problem, not ours
 */
function followScan(bytes: Buffer, from: number, trusted: boolean): ScanEnd {
  let at = from;
  let isDoubtful = false;
  const stop = (outcome: ScanEnd['outcome'], where: number): ScanEnd => ({ outcome, at: where, isDoubtful });
  for (;;) {
    const next = bytes.indexOf(0xff, at);
    const gapEnd = next < 0 ? bytes.length : next;
    isDoubtful ||= gapEnd - at > doubtfulGapBytes && !looksCompressed(bytes.subarray(at, gapEnd));
    if (next < 0 || next + 1 >= bytes.length) return stop('open', bytes.length);
    at = next;
    const marker = bytes[at + 1] as number;
    if (marker === 0xd9) return stop('end', at + 2);
    if (marker === 0xff) at += 1;
    else if (marker === 0 || (marker >= 0xd0 && marker <= 0xd7)) at += 2;
    else if (isSegmentBetweenScans(bytes, at, marker)) at += 2 + u16be(bytes, at + 2);
    else if (trusted) at += 2;
    else return stop('not-scan-data', at);
  }
}

/** Tables, restarts, comments and the header of the next scan of a progressive image. */
function isSegmentBetweenScans(bytes: Buffer, at: number, marker: number): boolean {
  const isSegment =
    (marker >= 0xc0 && marker <= 0xcf) ||
    (marker >= 0xda && marker <= 0xef) ||
    marker === 0xdb ||
    marker === 0xfe;
  const length = u16be(bytes, at + 2);
  const next = at + 2 + length;
  return isSegment && length >= 2 && next < bytes.length && (marker === 0xda || bytes[next] === 0xff);
}
