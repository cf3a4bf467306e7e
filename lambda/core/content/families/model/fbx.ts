import { has, latin1, u32le, u64le } from '../../reading/bytes.js';
import type { Anatomy, FormatFamily } from '../../evidence/format.js';

const mark = 'Kaydara FBX Binary  \0\x1a\0';
const start = 27;
/** From this version on, offsets and counts have eight bytes. */
const longVersion = 7500;
/** The last 16 bytes of every file, as the SDK writes them (Blender, `encode_bin.py`). */
const footer = '\xf8\x5a\x8c\x6a\xde\xf5\xd9\x7e\xec\xe9\x0c\xe3\x75\x8f\x29\x0b';

/** Scenes of Autodesk's tools (Blender, "FBX binary file format specification"): nested records. */
export const fbx: FormatFamily = {
  name: 'fbx',
  unit: 'its first record',
  recognise: (head) => (has(head, 0, mark) ? 'application/vnd.autodesk.fbx' : undefined),

  examine({ head, tail, tailOffset, sizeBytes }, _type, findings): Anatomy {
    const isLong = u32le(head, 23) >= longVersion;
    const end = isLong ? u64le(head, start) : u32le(head, start);
    const nameAt = start + (isLong ? 24 : 12);
    const name = latin1(head, nameAt + 1, nameAt + 1 + (head[nameAt] ?? 0));
    if (end <= nameAt || end > sizeBytes || !/^[A-Za-z]\w{2,63}$/.test(name)) return { unitAt: undefined };
    const footerAt = tail.lastIndexOf(footer, undefined, 'latin1');
    if (footerAt < 0) findings.warn('truncated', sizeBytes, 'its last bytes are missing');
    return { unitAt: start, ...(footerAt < 0 ? { isOpenEnded: true } : { end: tailOffset + footerAt + 16 }) };
  },
};
