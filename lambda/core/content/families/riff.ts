import { fourCc, has, u16le, u24le, u32be, u32le } from '../bytes.js';
import type { FileView } from '../file-view.js';
import type { Anatomy, FormatFamily, Region } from '../format.js';

const forms: Readonly<Record<string, string>> = {
  WEBP: 'image/webp',
  WAVE: 'audio/wav',
  'AVI ': 'video/x-msvideo',
};
/** Samples, pixels and tables; every other chunk is free-form. */
const ownChunks = new Set([
  'data',
  'VP8 ',
  'VP8L',
  'VP8X',
  'ALPH',
  'ANIM',
  'ANMF',
  'movi',
  'fmt ',
  'fact',
  'hdrl',
]);

/** RIFF (Multimedia Programming Interface 1.0, chapter 2): WebP, WAVE and AVI; RF64 (EBU Tech 3306) for long sound. */
export const riff: FormatFamily = {
  name: 'riff',

  recognise(head) {
    if (has(head, 0, 'RIFF') || has(head, 0, 'RIFX')) return forms[fourCc(head, 8)];
    return (has(head, 0, 'RF64') || has(head, 0, 'BW64')) && has(head, 8, 'WAVE') ? 'audio/wav' : undefined;
  },

  async examine(file, type, findings): Promise<Anatomy> {
    const bigEndian = has(file.head, 0, 'RIFX');
    const u32 = bigEndian ? u32be : u32le;
    const stated = u32(file.head, 4) + 8;
    const size = type === 'image/webp' ? webpSize(file.head) : {};
    // A recorder that was cut off leaves 0 or 0xFFFFFFFF; RF64 keeps its size elsewhere.
    if (stated <= 16 || stated >= 0xffffffff + 8) return { ...size };
    if (stated > file.sizeBytes + 1) findings.warn('truncated', file.sizeBytes, `${stated} bytes are stated`);
    const even = stated + (stated & 1);
    const first = even > file.sizeBytes ? Math.min(stated, file.sizeBytes) : even;
    const end = type === 'video/x-msvideo' ? await aviEnd(file, first) : first;
    return { ...size, end, freeForm: await freeFormChunks(file, Math.min(first, end), u32) };
  },
};

/** Top-level chunks, as long as the reads last. */
async function freeFormChunks(file: FileView, end: number, u32: typeof u32le): Promise<Region[]> {
  const steps = file.allowance(4);
  const regions: Region[] = [];
  let at = 12;
  for (let chunks = 0; chunks < 32 && at + 8 <= end; chunks++) {
    const chunk = await steps.bytes(at, 8);
    if (!chunk || chunk.length < 8) break;
    const length = u32(chunk, 4);
    if (!ownChunks.has(fourCc(chunk, 0)))
      regions.push({ start: at + 8, end: Math.min(end, at + 8 + length) });
    at += 8 + length + (length & 1);
  }
  return regions;
}

/** OpenDML AVI goes on with further RIFF segments behind the first. */
async function aviEnd(file: FileView, first: number): Promise<number> {
  const steps = file.allowance(8);
  let end = first;
  while (end + 12 <= file.sizeBytes) {
    const segment = await steps.bytes(end, 12);
    if (!segment || !['RIFF', 'JUNK', 'idx1'].includes(fourCc(segment, 0))) break;
    const length = u32le(segment, 4) + 8;
    end += length + (length & 1);
  }
  return Math.min(end, file.sizeBytes);
}

/** WebP Container Specification, "Simple File Format" and "Extended File Format"; RFC 6386 section 9.1 for VP8. */
function webpSize(head: Buffer): { width?: number; height?: number } {
  switch (fourCc(head, 12)) {
    case 'VP8X':
      return { width: 1 + u24le(head, 24), height: 1 + u24le(head, 27) };
    case 'VP8L': {
      const bits = u32le(head, 21);
      return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff) };
    }
    case 'VP8 ':
      return has(head, 23, '\x9d\x01\x2a')
        ? { width: u16le(head, 26) & 0x3fff, height: u16le(head, 28) & 0x3fff }
        : {};
    default:
      return {};
  }
}
