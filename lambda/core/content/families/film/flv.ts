import { has, u24be, u32be } from '../../reading/bytes.js';
import type { FileView } from '../../reading/file-view.js';
import type { Anatomy, FormatFamily } from '../../evidence/format.js';

const headerBytes = 9;
const tagBytes = 11;
const mostTags = 64 * 1024;

/** Flash video (Adobe, "Video File Format Specification 10.1", annex E): tags, each followed by its length. */
export const flv: FormatFamily = {
  name: 'flv',
  unit: 'a tag that is followed by its length',
  // Version 1; only the bits for sound and pictures are used; the header has nine bytes.
  recognise: (head) =>
    has(head, 0, 'FLV\x01') && ((head[4] ?? 0xff) & 0xfa) === 0 && u32be(head, 5) === headerBytes
      ? 'video/x-flv'
      : undefined,

  async examine(file, _type, findings): Promise<Anatomy> {
    const { sizeBytes, tailOffset, isWhole } = file;
    const steps = file.allowance(4);
    const start = headerBytes + 4;
    let at = start;
    for (let tags = 0; tags < mostTags && at + tagBytes <= sizeBytes; tags++) {
      const tag = await steps.bytes(at, tagBytes);
      const next = tag && isTag(tag) ? at + tagBytes + u24be(tag, 1) : undefined;
      if (!tag) break;
      if (next === undefined) return end(at);
      if (next + 4 > sizeBytes) {
        findings.warn('truncated', at, 'its last tag is cut');
        return end(sizeBytes);
      }
      const stated = await steps.bytes(next, 4);
      if (!stated) break;
      if (u32be(stated, 0) !== next - at) return end(at);
      at = next + 4;
    }
    if (at + tagBytes > sizeBytes) return end(at);
    // What lies between the first tags and the last ones is not followed.
    if (!isWhole && !(await endsWithTag(file)))
      findings.refuse('ending-missing', tailOffset, 'no tag leads to its end');
    return { unitAt: at > start ? start : undefined, isOpenEnded: true };

    function end(behind: number): Anatomy {
      return { unitAt: at > start ? start : undefined, end: Math.min(behind, sizeBytes) };
    }
  },
};

/** Sound, picture or data (with a bit for encryption), of stream 0. */
const isTag = (tag: Buffer): boolean => [8, 9, 18].includes((tag[0] ?? 0) & 0xdf) && u24be(tag, 8) === 0;

async function endsWithTag(file: FileView): Promise<boolean> {
  const { sizeBytes } = file;
  const length = u32be(file.tail, file.tail.length - 4);
  const at = sizeBytes - 4 - length;
  if (length < tagBytes || at < headerBytes) return false;
  const tag = await file.bytes(at, tagBytes);
  return isTag(tag) && u24be(tag, 1) + tagBytes === length;
}
