import { u16be } from '../bytes.js';

export interface ScanEnd {
  /** `end`: `at` is behind the end-of-image mark. `open`: the bytes ran out. */
  readonly outcome: 'end' | 'open' | 'not-scan-data';
  readonly at: number;
  /** FF bytes met: image data has one in 256 bytes or so, padding none. */
  readonly markers: number;
}

/**
 * Follows entropy-coded data from `from`. FF D9 can't occur in it (T.81, B.1.1.5: an FF byte of data is followed by
 * 00), so the first one is the end, if everything before it is such data or a segment between scans.
 * @param trusted these bytes are known to be the scan: stray markers are then a decoder's problem, not ours
 */
export function scanEnd(bytes: Buffer, from: number, trusted: boolean): ScanEnd {
  let at = from;
  let markers = 0;
  for (;;) {
    at = bytes.indexOf(0xff, at);
    if (at < 0 || at + 1 >= bytes.length) return { outcome: 'open', at: bytes.length, markers };
    markers++;
    const marker = bytes[at + 1] as number;
    if (marker === 0xd9) return { outcome: 'end', at: at + 2, markers };
    if (marker === 0xff) at += 1;
    else if (marker === 0 || (marker >= 0xd0 && marker <= 0xd7)) at += 2;
    else if (isSegmentBetweenScans(bytes, at, marker)) at += 2 + u16be(bytes, at + 2);
    else if (trusted) at += 2;
    else return { outcome: 'not-scan-data', at, markers };
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
