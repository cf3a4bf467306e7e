import { has, u16be, u32be } from '../../reading/bytes.js';
import type { Anatomy, FormatFamily } from '../../evidence/format.js';

const headerBytes = 14;
const mostChunks = 4096;

/** Standard MIDI files (MIDI 1.0, "Standard MIDI Files 1.0"): a header and tracks, each with its length. */
export const midi: FormatFamily = {
  name: 'midi',
  unit: 'a track',
  recognise: (head) => (has(head, 0, 'MThd\0\0\0\x06\0') && (head[9] ?? 9) <= 2 ? 'audio/midi' : undefined),

  async examine(file, _type, findings): Promise<Anatomy> {
    const { sizeBytes } = file;
    const tracks = u16be(file.head, 10);
    const steps = file.allowance(8);
    if (tracks === 0 || u16be(file.head, 12) === 0 || !isTrack(file.head)) return { unitAt: undefined };
    let at = headerBytes;
    for (let left = Math.min(tracks, mostChunks); left > 0; left--) {
      const chunk = await steps.bytes(at, 8);
      if (!chunk) return { unitAt: headerBytes, end: at, endIsSoft: true };
      if (!has(chunk, 0, 'MTrk')) break;
      at += 8 + u32be(chunk, 4);
      if (at > sizeBytes) break;
    }
    if (at > sizeBytes) findings.warn('truncated', sizeBytes, `its tracks reach up to ${at}`);
    return { unitAt: headerBytes, end: Math.min(at, sizeBytes), freeForm: [{ start: headerBytes, end: at }] };
  },
};

const firstEvent = headerBytes + 8;
const enoughEvents = 12;
/** Before one that is cut: noise has a long one soon. */
const leastEvents = 4;

/** Events (MIDI 1.0, "MTrk Event"): a time, and what happens; as many as the first bytes hold, or up to the last one. */
function isTrack(head: Buffer): boolean {
  const length = u32be(head, headerBytes + 4);
  if (!has(head, headerBytes, 'MTrk') || length < 4) return false;
  let at = firstEvent;
  let status = 0;
  let events = 0;
  let isTelling = false;
  for (; events < enoughEvents && at < head.length; events++) {
    const event = behindNumber(head, at);
    if (event === undefined) return false;
    if (has(head, event, '\xff\x2f\0')) return true;
    status = (head[event] ?? 0) >= 0x80 ? (head[event] ?? 0) : status;
    // A note, a controller, a sound or a meta event: zeros are aftertouch without end.
    isTelling ||= (status >= 0x90 && status < 0xa0) || (status >= 0xb0 && status < 0xd0) || status === 0xff;
    const next = behindEvent(head, event, status);
    if (next === undefined) return false;
    at = next;
  }
  return isTelling && events >= leastEvents;
}

/** Behind a number of one to four bytes, of which all but the last have their highest bit set. */
function behindNumber(head: Buffer, from: number): number | undefined {
  for (let at = from; at < from + 4; at++) if ((head[at] ?? 0) < 0x80) return at + 1;
  return undefined;
}

function behindEvent(head: Buffer, at: number, status: number): number | undefined {
  const isRunning = (head[at] ?? 0) < 0x80;
  if (status === 0xff || status === 0xf0 || status === 0xf7) {
    // A number, and for a meta event its kind in front of it, say how long it is.
    const field = at + (status === 0xff ? 2 : 1);
    const content = isRunning ? undefined : behindNumber(head, field);
    if (content === undefined || (status === 0xff && (head[at + 1] ?? 0xff) > 0x7f)) return undefined;
    let length = 0;
    for (let i = field; i < content; i++) length = (length << 7) | ((head[i] ?? 0) & 0x7f);
    return content + length;
  }
  if (status < 0x80 || status > 0xef) return undefined;
  const start = at + (isRunning ? 0 : 1);
  const end = start + (status >= 0xc0 && status < 0xe0 ? 1 : 2);
  return head.subarray(start, end).every((byte) => byte < 0x80) ? end : undefined;
}
