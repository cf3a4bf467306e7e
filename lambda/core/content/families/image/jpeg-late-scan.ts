import { u16be } from '../../reading/bytes.js';
import type { FileView } from '../../reading/file-view.js';
import { isFrame, type Segments } from './jpeg-segments.js';

/** Of what stands in front of the tail, for want of a frame in that. */
const furtherBytes = 192 * 1024;
/** Between the header of a frame and that of its first scan: tables, and perhaps comments. */
const mostSegments = 64;
const startOfScan = 0xda;

/**
 * The segments behind more metadata than may be walked: the header of a frame, found by its mark, its length and its
 * fields (T.81, B.2.2), from which segments lead to a scan. What stands in front of it is no image data, whatever it
 * looks like.
 */
export async function lateScan(file: FileView, segments: Segments): Promise<Segments> {
  const { tail, tailOffset } = file;
  const inTail = scanIn(tail, file);
  if (inTail) return { ...segments, ...inTail, at: tailOffset + inTail.at };
  const from = Math.max(segments.at, tailOffset - furtherBytes);
  const bytes = Buffer.concat([await file.bytes(from, tailOffset - from), tail]);
  const further = scanIn(bytes, file);
  return further ? { ...segments, ...further, at: from + further.at } : segments;
}

type Found = Pick<Segments, 'at' | 'outcome' | 'width' | 'height' | 'coding'>;

function scanIn(bytes: Buffer, { work }: FileView): Found | undefined {
  for (let at = bytes.indexOf(0xff); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    work.spend(8, at);
    if (!isFrame(bytes[at + 1] ?? 0) || !isFrameHeader(bytes, at)) continue;
    const scan = scanBehind(bytes, at);
    if (scan === undefined) continue;
    return {
      at: scan,
      outcome: 'scan',
      height: u16be(bytes, at + 5),
      width: u16be(bytes, at + 7),
      // Its tables may stand in front of it, so its codes are not known.
      coding: {
        frame: bytes.subarray(at, at + 2 + u16be(bytes, at + 2)),
        scan: bytes.subarray(scan, scan + 2 + u16be(bytes, scan + 2)),
        tables: [],
      },
    };
  }
  return undefined;
}

function isFrameHeader(bytes: Buffer, at: number): boolean {
  const [precision = 0, components = 0] = [bytes[at + 4], bytes[at + 9]];
  const isSize = components >= 1 && components <= 4 && u16be(bytes, at + 2) === 8 + 3 * components;
  return isSize && precision >= 8 && precision <= 16 && u16be(bytes, at + 7) > 0;
}

function scanBehind(bytes: Buffer, frame: number): number | undefined {
  let at = frame;
  for (let count = 0; count < mostSegments && at + 4 < bytes.length && bytes[at] === 0xff; count++) {
    if (bytes[at + 1] === startOfScan) return at;
    at += 2 + Math.max(2, u16be(bytes, at + 2));
  }
  return undefined;
}
