import { has, latin1 } from '../../reading/bytes.js';
import type { Allowance, FileView } from '../../reading/file-view.js';
import type { Findings } from '../../evidence/finding.js';
import type { Anatomy, FormatFamily, Middle } from '../../evidence/format.js';
import { crcId, ebmlElement, voidId, type EbmlElement } from './ebml.js';
import { leadingElements } from './mkv-tracks.js';
import { endOfBlocks } from './mkv-blocks.js';

const mark = '\x1a\x45\xdf\xa3';
const segmentId = 0x18538067;
const types: Readonly<Record<string, string>> = { webm: 'video/webm', matroska: 'video/x-matroska' };

/** Matroska and WebM (RFC 9559, section 5: an EBML header, then a Segment of tracks, clusters and indexes). */
export const mkv: FormatFamily = {
  name: 'mkv',
  unit: 'a track or a block',

  recognise(head) {
    return has(head, 0, mark) ? types[docType(head)] : undefined;
  },

  async examine(file, type, findings): Promise<Anatomy> {
    const aliases = type === 'video/webm' && isSoundOnly(file.head) ? ['audio/webm'] : [];
    const steps = file.allowance(12);
    const header = ebmlElement(file.head, 0);
    const segment = header?.end === undefined ? undefined : await findSegment(steps, header.end);
    if (!segment) {
      findings.refuse('structure-broken', header?.end ?? 0, 'no Matroska segment follows the header');
      return { unitAt: undefined };
    }
    const { freeForm, unitAt } = await leadingElements(steps, segment);
    return { unitAt, aliases, freeForm, ...(await endOf(file, steps, segment, findings)) };
  },
};

/** The string element DocType (0x4282) in the EBML header. */
function docType(head: Buffer): string {
  const at = head.subarray(0, 256).indexOf('\x42\x82', 4, 'latin1');
  const element = at < 0 ? undefined : ebmlElement(head, at);
  return element?.end === undefined
    ? ''
    : latin1(head, element.start, Math.min(element.end, 256)).replace(/\0+$/, '');
}

/** Codec names begin with V_ for pictures and A_ for sound (RFC 9559, 5.1.4.1.21). */
function isSoundOnly(head: Buffer): boolean {
  const text = latin1(head, 0, 4096);
  return /\x86[\x80-\xff]A_/.test(text) && !/\x86[\x80-\xff]V_/.test(text);
}

async function findSegment(steps: Allowance, from: number): Promise<EbmlElement | undefined> {
  let at = from;
  for (let elements = 0; elements < 4; elements++) {
    const bytes = await steps.bytes(at, 12);
    const element = bytes && ebmlElement(bytes, 0, at);
    if (element?.id === segmentId) return element;
    if (element?.end === undefined || (element.id !== voidId && element.id !== crcId)) return undefined;
    at = element.end;
  }
  return undefined;
}

/** In a live recording any element may stand anywhere. */
const searched: Middle = { from: 0, fits: () => true };

async function endOf(
  file: FileView,
  steps: Allowance,
  segment: EbmlElement,
  findings: Findings,
): Promise<Pick<Anatomy, 'end' | 'middle' | 'isOpenEnded'>> {
  const { sizeBytes } = file;
  if (segment.end === undefined)
    return { ...(await endOfBlocks(file, segment.start, findings)), middle: searched, isOpenEnded: true };
  if (segment.end > sizeBytes) {
    findings.warn('truncated', sizeBytes, `the segment reaches up to ${segment.end}`);
    return { end: sizeBytes };
  }
  let end = segment.end;
  // Further segments may follow, each with or without a header (RFC 9559, section 4).
  for (let elements = 0; elements < 16 && end < sizeBytes; elements++) {
    const bytes = await steps.bytes(end, 12);
    const element = bytes && ebmlElement(bytes, 0, end);
    const isPart = element && [segmentId, 0x1a45dfa3, voidId, crcId].includes(element.id);
    if (!isPart || element.end === undefined || element.end > sizeBytes) break;
    end = element.end;
  }
  return { end };
}
