import { latin1 } from '../../reading/bytes.js';
import type { Allowance } from '../../reading/file-view.js';
import type { Region } from '../../evidence/format.js';
import { crcId, ebmlElement, voidId, type EbmlElement } from './ebml.js';

const tracksId = 0x1654ae6b;
const clusterId = 0x1f43b675;
const trackEntryId = 0xae;
const codecId = 0x86;
const timestampId = 0xe7;
const blockIds = [0xa3, 0xa0];
/** Text, names, attached files, unused room: anything could stand in them. */
const freeFormIds = new Set([0x1941a469, 0x1254c367, 0x1043a770, voidId]);
/** RFC 9559, 5.1: what stands in a segment has IDs of four bytes. */
const leastSegmentId = 0x10000000;
const mostElements = 32;

export interface Leading {
  readonly freeForm: readonly Region[];
  /** Of the first description of a track, or the first cluster with a block in it. */
  readonly unitAt: number | undefined;
}

/** The elements before the first cluster. Those behind the clusters are mostly in the tail. */
export async function leadingElements(steps: Allowance, segment: EbmlElement): Promise<Leading> {
  const freeForm: Region[] = [];
  let unitAt: number | undefined;
  for await (const element of elementsIn(steps, segment)) {
    const { id, at, start, end } = element;
    if (id < leastSegmentId && id !== voidId && id !== crcId) break;
    if (await isUnit(steps, element)) unitAt ??= at;
    if (end === undefined || id === clusterId) break;
    if (freeFormIds.has(id) || id === tracksId) freeForm.push({ start, end });
  }
  return { freeForm, unitAt };
}

type Placed = EbmlElement & { readonly at: number };

/** Elements side by side, as far as the first that does not state its size. */
async function* elementsIn(steps: Allowance, { start, end = Infinity }: EbmlElement): AsyncGenerator<Placed> {
  let at: number | undefined = start;
  for (let elements = 0; elements < mostElements && at !== undefined && at < end; elements++) {
    const bytes: Buffer | undefined = await steps.bytes(at, 12);
    const element: EbmlElement | undefined = bytes && ebmlElement(bytes, 0, at);
    if (!element) return;
    yield { ...element, at };
    at = element.end;
  }
}

/** A list of tracks with a codec, or a cluster that begins with its time and has a block (RFC 9559, 5.1.3, 5.1.4). */
async function isUnit(steps: Allowance, element: EbmlElement): Promise<boolean> {
  if (element.id === tracksId) {
    for await (const track of elementsIn(steps, element))
      if (track.id === trackEntryId) return namesCodec(steps, track);
  }
  return element.id === clusterId && (await hasBlock(steps, element));
}

/** 5.1.4.1.21: every track names its codec, by its kind and a name. */
async function namesCodec(steps: Allowance, track: EbmlElement): Promise<boolean> {
  for await (const { id, start, end } of elementsIn(steps, track)) {
    if (id !== codecId || end === undefined) continue;
    const name = await steps.bytes(start, Math.min(64, end - start));
    return name !== undefined && /^[VASB]_[A-Z0-9][\w/.-]*\0*$/.test(latin1(name));
  }
  return false;
}

async function hasBlock(steps: Allowance, cluster: EbmlElement): Promise<boolean> {
  let isTimed = false;
  for await (const { id } of elementsIn(steps, cluster)) {
    isTimed ||= id === timestampId;
    if (blockIds.includes(id)) return isTimed;
  }
  return false;
}
