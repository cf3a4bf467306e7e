import { u16be, u16le, u32be, u32le } from '../../reading/bytes.js';
import type { FileView } from '../../reading/file-view.js';
import type { Findings } from '../../evidence/finding.js';
import type { Anatomy, FormatFamily } from '../../evidence/format.js';
import { judgeArchiveAtEnd } from '../../evidence/archive-at-end.js';

const headerBytes = 24;
const recordBytes = 16;
/** No capture has longer packets (libpcap, MAXIMUM_SNAPLEN). */
const longestPacket = 262_144;
/** Times in micro- and in nanoseconds. */
const marks: Readonly<Record<number, number>> = { 0xa1b2c3d4: 1e6, 0xa1b23c4d: 1e9 };

interface Numbers {
  readonly u16: (b: Uint8Array, at: number) => number;
  readonly u32: (b: Uint8Array, at: number) => number;
}

function numbersOf(head: Buffer): Numbers | undefined {
  if (marks[u32le(head, 0)]) return { u16: u16le, u32: u32le };
  return marks[u32be(head, 0)] ? { u16: u16be, u32: u32be } : undefined;
}

/** Captures of a network (IETF, draft-ietf-opsawg-pcap): a header and packets, which may hold anything. */
export const pcap: FormatFamily = {
  name: 'pcap',
  unit: 'a packet',

  recognise(head) {
    const numbers = numbersOf(head);
    const isVersion = numbers && numbers.u16(head, 4) === 2 && numbers.u16(head, 6) <= 4;
    return isVersion ? 'application/vnd.tcpdump.pcap' : undefined;
  },

  async examine(file, _type, findings): Promise<Anatomy> {
    const numbers = numbersOf(file.head);
    if (!numbers) return { unitAt: undefined };
    const second = marks[numbers.u32(file.head, 0)] ?? 0;
    const isRecord = (b: Buffer, at: number) => {
      const kept = numbers.u32(b, at + 8);
      const isLength = kept > 0 && kept <= longestPacket && numbers.u32(b, at + 12) >= kept;
      return isLength && numbers.u32(b, at + 4) < second;
    };
    const lengthAt = (b: Buffer, at: number) => recordBytes + numbers.u32(b, at + 8);
    const linkType = numbers.u32(file.head, 20) & 0x0fffffff;
    return packetsOf(file, { isRecord, lengthAt, linkType }, findings);
  },
};

interface Packets {
  readonly isRecord: (b: Buffer, at: number) => boolean;
  readonly lengthAt: (b: Buffer, at: number) => number;
  readonly linkType: number;
}

async function packetsOf(file: FileView, packets: Packets, findings: Findings): Promise<Anatomy> {
  const { head, tail, tailOffset, sizeBytes, work } = file;
  const lead = (b: Buffer, from: number): number => {
    let at = from;
    for (; at + recordBytes <= b.length && packets.isRecord(b, at); at += packets.lengthAt(b, at))
      work.spend(8, from);
    return at;
  };
  // Section 4: two fields that are zero, a length, a link type of two bytes.
  const isEmpty =
    sizeBytes === headerBytes &&
    head.subarray(8, 16).every((byte) => byte === 0) &&
    packets.linkType <= 0xffff;
  if (!isEmpty && !(await beginsWithPackets(file, packets))) return { unitAt: undefined };
  judgeArchiveAtEnd(file, findings);
  const proven = { unitAt: headerBytes, scan: 'after-end', headerBytes } as const;
  if (file.isWhole) {
    const end = lead(head, headerBytes);
    if (end > sizeBytes) findings.warn('truncated', sizeBytes, 'its last packet is cut');
    return { ...proven, end: Math.min(end, sizeBytes) };
  }
  if (!leadsToEnd(tail, lead)) findings.refuse('ending-missing', tailOffset, 'no packets lead to its end');
  return { ...proven, end: sizeBytes };
}

/** Two packets side by side, or one that is all there is. */
async function beginsWithPackets(file: FileView, { isRecord, lengthAt }: Packets): Promise<boolean> {
  if (!isRecord(file.head, headerBytes)) return false;
  const second = headerBytes + lengthAt(file.head, headerBytes);
  if (second >= file.sizeBytes) return second === file.sizeBytes;
  const bytes = await file.bytes(second, recordBytes);
  return isRecord(bytes, 0) && second + lengthAt(bytes, 0) <= file.sizeBytes;
}

/** From one of the first places where a packet may begin, packets lead to the end; a cut one may be the last. */
function leadsToEnd(tail: Buffer, lead: (b: Buffer, from: number) => number): boolean {
  const passed = new Set<number>();
  for (let from = 0; from + recordBytes < tail.length; from++) {
    const at = lead(tail, from);
    if (at === from || passed.has(at)) continue;
    if (at >= tail.length) return true;
    passed.add(at);
  }
  return false;
}
