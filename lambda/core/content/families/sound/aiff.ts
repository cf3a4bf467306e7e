import { fourCc, has, u16be, u32be } from '../../reading/bytes.js';
import type { Anatomy, FormatFamily } from '../../evidence/format.js';
import { walkChunks } from '../media/riff/riff-chunks.js';

const headerBytes = 12;

/** AIFF and AIFF-C (Apple, "Audio Interchange File Format 1.3"; "AIFF-C draft 08/26/91"): chunks, big-endian. */
export const aiff: FormatFamily = {
  name: 'aiff',
  unit: 'a description of its sound, and sound',
  recognise: (head) =>
    has(head, 0, 'FORM') && ['AIFF', 'AIFC'].includes(fourCc(head, 8)) ? 'audio/aiff' : undefined,

  async examine(file, _type, findings): Promise<Anatomy> {
    const steps = file.allowance(8);
    const statedEnd = 8 + u32be(file.head, 4);
    const walk = await walkChunks(file, steps, headerBytes, { u32: u32be, statedEnd });
    const common = walk.starts.get('COMM');
    const fields = common === undefined ? undefined : await steps.bytes(common + 8, 18);
    const isSound = fields && u16be(fields, 0) > 0 && u16be(fields, 6) >= 1 && u16be(fields, 6) <= 64;
    if (!isSound || (!walk.starts.has('SSND') && u32be(fields, 2) > 0)) return { unitAt: undefined };
    if (statedEnd > file.sizeBytes)
      findings.warn('truncated', file.sizeBytes, `${statedEnd} bytes are stated`);
    const freeForm = walk.freeForm.filter(({ start }) => start !== (walk.starts.get('SSND') ?? 0) + 8);
    return { unitAt: common ?? 0, freeForm, end: walk.end, isOpenEnded: walk.outcome === 'unread' };
  },
};
