import { has, u16be } from '../../reading/bytes.js';
import type { Anatomy, Middle } from '../../evidence/format.js';
import type { Findings } from '../../evidence/finding.js';
import { leadingPadding } from '../../evidence/padding.js';
import type { FileView } from '../../reading/file-view.js';
import { kindOfRun, type RunKind } from './jpeg-blocks.js';
import { scanCodes, type ScanCodes } from './jpeg-huffman.js';
import {
  followAnywhere,
  followScan,
  provableBytes,
  type FollowOptions,
  type ScanWalk,
} from './jpeg-markers.js';
import type { Segments } from './jpeg-segments.js';

/**
 * How far before the tail an end is searched for: little where the tail is what a blank page is made of, which keeps
 * the reads of scanned pages within the goal; more where it may be anything.
 */
const lookBackBytes = { blank: 28 * 1024, near: 256 * 1024, far: 1024 * 1024 };
/**
 * Most image data has an FF byte in 256 bytes or so. T.81 sets no bound on a run without one, and blank pages have
 * long ones: it is a reason to decode it, and to read more, and no more than that.
 */
const longRunBytes = 16 * 1024;

type End = Pick<Anatomy, 'end' | 'middle'>;

/**
 * Where the image data behind the segments ends: at the first end-of-image mark before which everything can be image
 * data.
 */
export async function endOfScan(file: FileView, segments: Segments, findings: Findings): Promise<End> {
  const { tail, tailOffset, sizeBytes } = file;
  const scan = new Scan(segments);
  const near = scan.follow(tail, tailOffset, { endsFile: true });
  const isShort = scan.start >= tailOffset;
  const run = isShort ? undefined : scan.kindOf(tail, near);
  if (near.outcome === 'end' && !run)
    return { end: tailOffset + near.at, ...(!isShort && { middle: scan.middle }) };
  if (run === 'impossible') {
    findings.refuse('ending-missing', tailOffset + near.run.start, 'its bits are no JPEG image data');
    return {};
  }
  const { walk, start, isUnclear } = await lookBack(file, scan, near.outcome === 'end' && run === 'sparse');
  if (walk.outcome === 'broken') {
    findings.refuse('ending-missing', tailOffset + near.at, 'the last bytes are not JPEG image data');
    return {};
  }
  if (walk.outcome === 'open') {
    findings.warn('truncated', sizeBytes, 'no end-of-image mark');
    return isShort ? {} : { middle: scan.middle };
  }
  if (isUnclear)
    findings.warn('structure-odd', start, 'padding could stand for the image data before its end');
  return { end: start + walk.at, middle: scan.middle };
}

interface LookBack {
  readonly walk: ScanWalk;
  /** Where the bytes begin that were walked. */
  readonly start: number;
  /** Does a run without a mark fill all that was read, and more? */
  readonly isUnclear: boolean;
}

/** Reads back from the tail until image data begins in front of what is in doubt. */
async function lookBack(file: FileView, scan: Scan, isBlank: boolean): Promise<LookBack> {
  let bytes = file.tail;
  let start = file.tailOffset;
  let isUnclear = false;
  for (const reach of [...(isBlank ? [lookBackBytes.blank] : []), lookBackBytes.near, lookBackBytes.far]) {
    const from = Math.min(start, Math.max(scan.start, file.tailOffset - reach));
    bytes = Buffer.concat([await file.bytes(from, start - from), bytes]);
    start = from;
    const walk = scan.follow(bytes, start, { endsFile: true });
    isUnclear = !isBlank && start > scan.start && isUnmarked(bytes.subarray(0, longRunBytes));
    if (walk.outcome === 'broken' && reach >= lookBackBytes.near) break;
    if (walk.outcome !== 'broken' && !isUnclear) return { walk, start, isUnclear };
  }
  return { walk: followAnywhere(bytes, { endsFile: true }), start, isUnclear };
}

/** Is there no FF byte in it, or nothing else? */
const isUnmarked = (bytes: Buffer): boolean => !bytes.includes(0xff) || bytes.every((byte) => byte === 0xff);

/** The image data, as far as the segments in front of it describe it. */
class Scan {
  readonly start: number;
  /** `undefined` where there is more metadata than may be walked: the image data begins somewhere behind `start`. */
  readonly knownStart: number | undefined;
  private decoded: { readonly codes: ScanCodes | undefined } | undefined;

  constructor(private readonly segments: Segments) {
    this.start = segments.at;
    this.knownStart = segments.outcome === 'scan' ? segments.at : undefined;
  }

  /** Made when it is needed first, for most files are judged without. */
  get codes(): ScanCodes | undefined {
    this.decoded ??= { codes: scanCodes(this.segments.coding) };
    return this.decoded.codes;
  }

  /** Only what the walk came past is known to be image data; before that, anything is a profile. */
  get middle(): Middle {
    const { start, knownStart } = this;
    if (knownStart === undefined) return { from: start, fits: () => true };
    return {
      from: start,
      fits: (bytes, offset) => this.isOneScan(bytes, offset),
      isBlank: (bytes) => kindOfRun(bytes, this.codes) === 'sparse',
    };
  }

  /** Image data from the first byte on, unless `bytes` begin in front of it. */
  follow(bytes: Buffer, offset: number, options: FollowOptions = {}): ScanWalk {
    const header = (this.knownStart ?? -1) - offset;
    if (header < 0) return followScan(bytes, 0, options);
    return followScan(bytes, header + 2 + u16be(bytes, header + 2), { isTrusted: true });
  }

  /** Of the longest run of `bytes`, if that is long. */
  kindOf(bytes: Buffer, { run: { start, end } }: ScanWalk): RunKind | undefined {
    return end - start > longRunBytes ? kindOfRun(bytes.subarray(start, end), this.codes) : undefined;
  }

  /** Image data, or the end of one image with the next right behind it, as some cameras write them. */
  private isOneScan(bytes: Buffer, offset: number): boolean | 'more' {
    const isProvable = bytes.length > provableBytes;
    const walk =
      isProvable && offset !== this.knownStart ? followAnywhere(bytes) : this.follow(bytes, offset);
    if (walk.outcome === 'broken') return isProvable ? false : 'more';
    if (this.kindOf(bytes, walk) === 'impossible') return false;
    if (walk.outcome === 'open') return true;
    const next = walk.at + leadingPadding(bytes.subarray(walk.at));
    return next + 2 > bytes.length || has(bytes, next, '\xff\xd8');
  }
}
