import { u16be, u24be } from '../../reading/bytes.js';
import type { FileView } from '../../reading/file-view.js';
import type { Anatomy, FormatFamily } from '../../evidence/format.js';

const [packHeader, sequenceHeader, programEnd, systemHeader] = [0xba, 0xb3, 0xb9, 0xbb];
/** Packets that have to follow one another: each start code is one of four bytes. */
const enoughPackets = 3;
const enoughHeaders = 3;
const sequenceBytes = 12;

/** The number behind the three bytes that begin a start code (ISO/IEC 13818-1, 2.4.2.2; 13818-2, 6.2.1). */
const codeAt = (b: Buffer, at: number): number | undefined =>
  u24be(b, at) === 1 && at + 4 <= b.length ? b[at + 3] : undefined;

/** MPEG-1 and MPEG-2 program streams (ISO/IEC 11172-1, 13818-1 2.5.3), and bare video (13818-2): MPG, VOB. */
export const mpegPs: FormatFamily = {
  name: 'mpeg-ps',
  unit: 'packets that follow one another',
  recognise: (head) => {
    const code = codeAt(head, 0);
    return code === packHeader || code === sequenceHeader ? 'video/mpeg' : undefined;
  },

  examine(file, _type, findings): Anatomy {
    const { head, tail, tailOffset } = file;
    const isProven = codeAt(head, 0) === packHeader ? hasPackets(file) : hasPictures(head);
    if (!isProven) return { unitAt: undefined };
    const isStream = (bytes: Buffer) => bytes.includes('\0\0\x01', 0, 'latin1');
    if (!file.isWhole && !isStream(tail))
      findings.refuse('ending-missing', tailOffset, 'no start code is in it');
    const middle = { from: 0, fits: (bytes: Buffer) => isStream(bytes) || ('more' as const) };
    return { unitAt: 0, ...endOf(file), middle };
  },
};

/** A pack, perhaps with a system header, and packets whose lengths lead to the next start code. */
function hasPackets({ head, work }: FileView): boolean {
  let at = 0;
  for (let packets = 0; packets < enoughPackets; packets++) {
    work.spend(8, at);
    const next = behind(head, at);
    if (next === undefined) return false;
    if (next >= head.length) return packets > 0;
    at = next;
    if (codeAt(head, at) === programEnd) return packets > 0;
  }
  return true;
}

/** Behind the pack header, system header or packet at `at`; undefined where there is none. */
function behind(head: Buffer, at: number): number | undefined {
  const code = codeAt(head, at);
  const marker = head[at + 4] ?? 0;
  if (code === packHeader) {
    // 2.5.3.4: two bits of one kind, then markers; MPEG-1 has four bits and no stuffing.
    if (marker >> 6 === 1 && (marker & 4) !== 0) return at + 14 + ((head[at + 13] ?? 0) & 7);
    return marker >> 4 === 2 && (marker & 1) === 1 ? at + 12 : undefined;
  }
  return code !== undefined && code >= systemHeader ? at + 6 + u16be(head, at + 4) : undefined;
}

/** 13818-2, 6.2.2.1: a size, a shape and a rate that there are, a marker; then extensions, a group or a picture. */
function hasPictures(head: Buffer): boolean {
  const size = u24be(head, 4);
  const [shape, rate] = [(head[7] ?? 0) >> 4, (head[7] ?? 0) & 15];
  const isSequence =
    size >> 12 > 0 && (size & 0xfff) > 0 && shape >= 1 && shape <= 14 && rate >= 1 && rate <= 8;
  if (!isSequence || ((head[10] ?? 0) & 0x20) === 0) return false;
  // Two bits of the last byte announce matrices of 64 bytes; without them the next header follows, behind zeros.
  const hasMatrices = ((head[11] ?? 0) & 3) !== 0;
  let at = head.indexOf('\0\0\x01', sequenceBytes, 'latin1');
  if (hasMatrices ? at > sequenceBytes + 128 : !isZeros(head, sequenceBytes, at)) return false;
  let headers = 0;
  for (; at >= 0 && headers < enoughHeaders; headers++) {
    if (![0x00, 0x01, 0xb2, 0xb5, 0xb8].includes(head[at + 3] ?? 0xff)) return false;
    at = head.indexOf('\0\0\x01', at + 3, 'latin1');
  }
  return headers === enoughHeaders;
}

const isZeros = (b: Buffer, from: number, to: number): boolean =>
  to >= from && b.subarray(from, to).every((byte) => byte === 0);

/** `MPEG_program_end_code`, which most writers put at the end; without it nothing states the end. */
function endOf({ tail, sizeBytes }: FileView): Pick<Anatomy, 'end' | 'isOpenEnded'> {
  const code = codeAt(tail, tail.length - 4);
  return code === programEnd || code === 0xb7 ? { end: sizeBytes } : { isOpenEnded: true };
}
