import { u16be, u24be } from '../../reading/bytes.js';
import type { FileView } from '../../reading/file-view.js';
import type { Anatomy, FormatFamily } from '../../evidence/format.js';

const sync = 0x47;
/** Packets alone, behind four bytes of time (Blu-ray, "BDAV"), and in front of 16 bytes of correction (ETSI TS 101 154). */
const layouts = [
  { stride: 188, offset: 0 },
  { stride: 192, offset: 4 },
  { stride: 204, offset: 0 },
];
/** By chance once in 2^40. */
const enoughPackets = 5;
const associationTable = 0;

type Layout = (typeof layouts)[number];

/** MPEG transport streams (ISO/IEC 13818-1, 2.4.3): packets of 188 bytes that begin with 47. */
export const mpegTs: FormatFamily = {
  name: 'mpeg-ts',
  unit: 'packets with a table of programs',
  recognise: (head) => (layoutOf(head) ? 'video/mp2t' : undefined),

  async examine(file, _type, findings): Promise<Anatomy> {
    const layout = layoutOf(file.head);
    const start = await file.bytes(0, Math.min(file.sizeBytes, 64 * 1024));
    const unitAt = layout && firstTable(start, layout, file);
    if (!layout || unitAt === undefined) return { unitAt: undefined };
    const end = file.sizeBytes - (file.sizeBytes % layout.stride);
    const fits = (bytes: Buffer, offset: number) => isChain(bytes, offset, layout);
    if (!fits(file.tail, file.tailOffset)) {
      const broken = file.isWhole ? brokenAt(file.head, layout) : undefined;
      if (broken !== undefined) return { unitAt, end: broken };
      findings.refuse('ending-missing', file.tailOffset, 'what stands there are no packets');
    } else if (end < file.sizeBytes) findings.warn('truncated', file.sizeBytes, 'its last packet is cut');
    return { unitAt, end: file.sizeBytes, middle: { from: 0, fits } };
  },
};

/** Of a short file all packets count. */
function layoutOf(head: Buffer): Layout | undefined {
  if (head[0] !== sync && head[4] !== sync) return undefined;
  return layouts.find(({ stride, offset }) => {
    const packets = Math.min(Math.floor(head.length / stride), enoughPackets);
    return packets >= 2 && every(packets, (i) => head[offset + i * stride] === sync);
  });
}

const every = (count: number, holds: (i: number) => boolean): boolean =>
  Array.from({ length: count }, (_, i) => i).every(holds);

/** 2.4.4.3: the table of programs, whose section begins with number 0, in a packet of its own number. */
function firstTable(bytes: Buffer, { stride, offset }: Layout, file: FileView): number | undefined {
  for (let at = offset; at + 188 <= bytes.length && bytes[at] === sync; at += stride) {
    file.work.spend(4, at);
    const [flags, control] = [u24be(bytes, at) & 0xffff, bytes[at + 3] ?? 0];
    const isStart = (flags & 0x4000) !== 0;
    if ((flags & 0x1fff) !== associationTable || !isStart || (control & 0x10) === 0) continue;
    const payload = at + 4 + ((control & 0x20) !== 0 ? 1 + (bytes[at + 4] ?? 0) : 0);
    const section = payload + 1 + (bytes[payload] ?? 0);
    const length = u16be(bytes, section + 1);
    if (
      bytes[section] === 0 &&
      (length & 0xf000) === 0xb000 &&
      (length & 0xfff) >= 9 &&
      (length & 0xfff) <= 1021
    )
      return at - offset;
  }
  return undefined;
}

function isChain(bytes: Buffer, from: number, { stride, offset }: Layout): boolean {
  const first = (stride - (from % stride)) % stride;
  for (let at = first + offset; at < bytes.length; at += stride) if (bytes[at] !== sync) return false;
  return true;
}

function brokenAt(bytes: Buffer, { stride, offset }: Layout): number | undefined {
  for (let at = offset; at < bytes.length; at += stride) if (bytes[at] !== sync) return at - offset;
  return undefined;
}
