import { has, u16be, u16le, u32be, u32le } from '../../reading/bytes.js';
import type { Anatomy, FormatFamily } from '../../evidence/format.js';
import { findGuests } from '../../evidence/guests.js';
import { guestNames } from '../../evidence/signatures.js';

const sectorBytes = 2048;
/** ECMA-119, 8: sixteen sectors of free content, then the volume descriptors. */
const descriptorsStart = 16 * sectorBytes;

/** Disc images (ECMA-119, "ISO 9660"). Its mark stands at 32 KiB, so the first bytes can only make it likely. */
export const iso: FormatFamily = {
  name: 'iso',
  unit: 'a volume descriptor',

  recognise(head, sizeBytes) {
    if (sizeBytes < descriptorsStart + sectorBytes) return undefined;
    if (head.length > descriptorsStart) return has(head, descriptorsStart + 1, 'CD001') ? isoType : undefined;
    const isEmpty = head.subarray(0, 64).every((byte) => byte === 0);
    const boots = has(head, 510, '\x55\xaa') || has(head, 0, 'ER\x02\0');
    return sizeBytes % sectorBytes === 0 && (isEmpty || boots) ? isoType : undefined;
  },

  async examine(file, _type, findings): Promise<Anatomy> {
    const volume = await file.bytes(descriptorsStart, sectorBytes);
    if (!has(volume, 1, 'CD001')) return { type: null, unitAt: undefined };
    for (const [guest, at] of findGuests(file.head, 0)) {
      if (at < descriptorsStart) findings.refuse('guest-inside', at, guestNames[guest]);
    }
    const unitAt = isDescriptor(volume) ? descriptorsStart : undefined;
    const stated = u32le(volume, 80) * u16le(volume, 128);
    if (stated > file.sizeBytes) findings.warn('truncated', file.sizeBytes, `${stated} bytes are stated`);
    if (stated < descriptorsStart || stated > file.sizeBytes) return { unitAt, nests: ['iso'] };
    return { unitAt, scan: 'after-end', end: stated, nests: ['iso'] };
  },
};

/** ECMA-119, 7.2.3 and 7.3.3: numbers are stated twice, in both orders of their bytes. */
const isDescriptor = (b: Buffer): boolean =>
  u32le(b, 80) === u32be(b, 84) &&
  u32le(b, 80) > 0 &&
  u16le(b, 128) === u16be(b, 130) &&
  [512, 1024, 2048].includes(u16le(b, 128));

const isoType = 'application/x-iso9660-image';
