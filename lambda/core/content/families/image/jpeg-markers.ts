import { u16be } from '../../reading/bytes.js';

/** With its marker: a length of 16 bits counts itself (T.81, B.1.1.4). */
const longestSegmentBytes = 2 + 0xffff;
/** A segment and the marker behind it: more bytes than these show something besides. */
export const provableBytes = longestSegmentBytes + 2;

export interface ScanWalk {
  /** `end`: `at` is behind the end-of-image mark. `open`: the bytes ran out. `broken`: at `at` stands no image data. */
  readonly outcome: 'end' | 'open' | 'broken';
  readonly at: number;
  /** The longest stretch without a mark: of data without an FF byte, or of fill bytes (B.1.1.2). */
  readonly run: { readonly start: number; readonly end: number };
}

const marker = { stuffing: 0x00, fill: 0xff, endOfImage: 0xd9, startOfScan: 0xda } as const;
const isRestart = (kind: number): boolean => kind >= 0xd0 && kind <= 0xd7;

export interface FollowOptions {
  /** These bytes are known to be image data: stray markers are then a decoder's problem, not ours. */
  readonly isTrusted?: boolean;
  /** The file ends with these bytes, so that a segment has to end among them. */
  readonly endsFile?: boolean;
}

/**
 * Follows image data and the segments between scans from `from` on. An FF byte of data is followed by 00 (B.1.1.5), so
 * the first FF D9 is the end, if all before it is such data or such segments.
 * @param dead by place, 1 for a mark from which the walk is known to break; those of this walk are added
 */
export function followScan(
  bytes: Buffer,
  from: number,
  { isTrusted = false, endsFile = false }: FollowOptions = {},
  dead?: Uint8Array,
): ScanWalk {
  let at = from;
  let run = { start: from, end: from };
  let afterMark = from;
  const stop = (outcome: ScanWalk['outcome'], where: number): ScanWalk => ({ outcome, at: where, run });
  while (at < bytes.length) {
    const next = bytes[at] === 0xff ? at : bytes.indexOf(0xff, at);
    const end = next < 0 ? bytes.length : next;
    if (end - afterMark > run.end - run.start) run = { start: afterMark, end };
    if (next < 0 || next + 1 >= bytes.length) break;
    at = next;
    if (dead?.[at]) return stop('broken', at);
    if (dead) dead[at] = 1;
    const kind = bytes[at + 1] as number;
    if (kind === marker.endOfImage) return stop('end', at + 2);
    if (kind === marker.fill) {
      at += 1;
      continue;
    }
    if (kind === marker.stuffing || isRestart(kind)) at += 2;
    else if (isSegmentBetweenScans(bytes, at, endsFile)) at += 2 + u16be(bytes, at + 2);
    else if (isTrusted) at += 2;
    else return stop('broken', at);
    afterMark = at;
  }
  return stop('open', bytes.length);
}

/**
 * The same for bytes that may begin within a segment between scans, of which nothing is known: then there is a mark
 * behind it, no further away than a segment is long, from which the walk does not break. Only bytes that are longer than
 * `provableBytes` can be `broken`: they are no part of any JPEG.
 */
export function followAnywhere(bytes: Buffer, options: FollowOptions = {}): ScanWalk {
  const first = followScan(bytes, 0, options);
  if (first.outcome !== 'broken') return first;
  const dead = new Uint8Array(bytes.length);
  for (let at = bytes.indexOf(0xff); at >= 0 && at <= longestSegmentBytes; at = bytes.indexOf(0xff, at + 1)) {
    if (dead[at]) continue;
    const walk = followScan(bytes, at, options, dead);
    if (walk.outcome !== 'broken') return walk;
  }
  return bytes.length > provableBytes ? first : { ...first, outcome: 'open' };
}

/**
 * Tables, comments, application data, extensions (T.84 uses F0 to FD) and the header of the next scan. A marker
 * follows, or, behind a scan's header (B.2.3: six bytes and two for each of its components), image data.
 */
function isSegmentBetweenScans(bytes: Buffer, at: number, endsFile: boolean): boolean {
  const kind = bytes[at + 1] as number;
  const isSegment = (kind >= 0xc0 && kind <= 0xcf) || (kind >= 0xda && kind <= 0xfe);
  if (!isSegment || at + 4 > bytes.length) return isSegment && !endsFile;
  const length = u16be(bytes, at + 2);
  const next = at + 2 + length;
  if (next >= bytes.length && endsFile) return false;
  if (kind === marker.startOfScan && at + 4 < bytes.length) {
    const components = bytes[at + 4] as number;
    return components >= 1 && components <= 4 && length === 6 + 2 * components;
  }
  return length >= 2 && (next >= bytes.length || bytes[next] === 0xff);
}
