import { has, u32le, u64le } from '../../reading/bytes.js';
import type { Anatomy, FormatFamily } from '../../evidence/format.js';
import { textGuests } from './text-guests.js';

const mark = '\x89HDF\r\n\x1a\n';
/** II.A: it stands at 0, 512 or any of the doubles of that; what is in front of it is the user's own. */
const places = [0, 512, 1024, 2048];
const matlab = 'MATLAB 7.3 MAT-file';

/** Where the superblock is, if in front of it there is nothing, or what MATLAB writes there. */
function startOf(head: Buffer): number | undefined {
  const start = places.find((at) => has(head, at, mark));
  const isFree =
    start !== undefined && (has(head, 0, matlab) || head.subarray(0, start).every((byte) => byte === 0));
  return isFree ? start : undefined;
}

/** HDF5 (HDF5 File Format Specification 3.0, II.A), also NetCDF 4 and MATLAB 7.3: a superblock with the end of the file. */
export const hdf5: FormatFamily = {
  name: 'hdf5',
  unit: 'a superblock and a root group in the file',

  recognise: (head) => (startOf(head) === undefined ? undefined : 'application/x-hdf5'),

  async examine(file, _type, findings): Promise<Anatomy> {
    const start = startOf(file.head) ?? 0;
    const superblock = file.head.subarray(start);
    const version = superblock[8] ?? 0xff;
    const isOld = version < 2;
    // Sizes of offsets and lengths; others than eight are not written.
    const isSized = isOld ? has(superblock, 13, '\x08\x08') : has(superblock, 9, '\x08\x08');
    const base = u64le(superblock, isOld ? 24 + (version === 1 ? 4 : 0) : 12);
    const [endAt, rootAt] = isOld ? [40 + version * 4, 64 + version * 4] : [28, 36];
    const end = u64le(superblock, endAt) + (base === 0 ? 0 : start - base);
    const root = u64le(superblock, rootAt) + base;
    const isGroup = version <= 3 && isSized && root > start && root < file.sizeBytes && end > root;
    const header = isGroup ? await file.bytes(root, 8) : Buffer.alloc(0);
    // IV.A: an object header of version 1, with messages, or of version 2, by its mark.
    const isRoot = has(header, 0, 'OHDR\x02') || (header[0] === 1 && header[1] === 0 && u32le(header, 4) > 0);
    if (!isRoot) return { unitAt: undefined };
    if (end > file.sizeBytes) findings.warn('truncated', file.sizeBytes, `${end} bytes are stated`);
    return { unitAt: root, end: Math.min(end, file.sizeBytes), nests: textGuests };
  },
};
