import { has, u16le, u32le } from '../../reading/bytes.js';
import type { FileView } from '../../reading/file-view.js';
import type { Findings } from '../../evidence/finding.js';
import type { Anatomy, FormatFamily } from '../../evidence/format.js';
import { findGuests } from '../../evidence/guests.js';
import { guestNames } from '../../evidence/signatures.js';
import { cfbType, encryptedTypes } from './cfb-contents.js';
import { parseDirectory } from './cfb-directory.js';
import { CfbSectors } from './cfb-sectors.js';

const unknownKind = 'application/x-cfb';

/** Compound files ([MS-CFB]): documents of Office 97 to 2003, Outlook messages, installer packages. */
export const cfb: FormatFamily = {
  name: 'cfb',
  unit: 'a directory with a root',

  recognise: (head) => (has(head, 0, '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1') ? unknownKind : undefined),

  async examine(file, _type, findings): Promise<Anatomy> {
    const sectors = new CfbSectors(file);
    if (!sectors.isSane || file.head.length < 512) {
      findings.refuse('structure-broken', 30, 'a compound file with sectors of no known size');
      return { unitAt: undefined };
    }
    judgeArchiveAtEnd(file, findings);
    const start = u32le(file.head, 48);
    const { bytes, isWhole } = await sectors.chain(start);
    const directory = parseDirectory(bytes);
    const unitAt = directory.hasRoot ? sectors.offsetOf(start) : undefined;
    if (unitAt === undefined) return { unitAt };
    const type = cfbType(directory);
    if (!isWhole) judgePartial(type, sectors.offsetOf(start), findings);
    const isEncrypted = type === 'application/x-encrypted-ooxml';
    if (isEncrypted) findings.warn('protected', sectors.offsetOf(start), 'by a password or by rights');
    return {
      type,
      unitAt,
      ...(isEncrypted && { mayBe: encryptedTypes(directory) }),
      // Embedded objects are content.
      scan: 'after-end',
      ...(await judgedEnd(file, sectors, findings)),
    };
  },
};

/** A directory that can't be read to its end could name macros there; those of messages are long, and hold none. */
function judgePartial(type: string, at: number, findings: Findings): void {
  const seen = 'the directory cannot be read to its end';
  if (type === 'application/vnd.ms-outlook') findings.warn('structure-odd', at, seen);
  else findings.refuse('structure-broken', at, seen);
}

/** Writers leave free sectors at the end, which hold what stood there before; so the end is a lower bound. */
async function judgedEnd(
  file: FileView,
  sectors: CfbSectors,
  findings: Findings,
): Promise<Omit<Anatomy, 'unitAt'>> {
  const end = await sectors.end();
  if (end === undefined) {
    findings.warn('structure-odd', 44, 'the table of sectors cannot be read');
    return { scan: 'all' };
  }
  // The last sector may be cut to what is used of it.
  if (end - file.sizeBytes >= sectors.sectorBytes) {
    findings.warn('truncated', file.sizeBytes, `its sectors would end at ${end}`);
    // Its content can't be distinguished from appended data, but text may well be about pages.
    return { scan: 'all', nests: ['html', 'rtf'] };
  }
  judgeLastSector(file, end - sectors.sectorBytes, end, findings);
  return { end: Math.min(end, file.sizeBytes), endIsSoft: true };
}

/**
 * Some writers cut the last sector to what is used of it, so that what is put behind such a file begins inside. An
 * embedded object does not begin there: it would be shorter than a sector. (ZIP readers use the file's end.)
 */
function judgeLastSector(file: FileView, start: number, end: number, findings: Findings): void {
  const bytes = file.cached(start, Math.min(file.sizeBytes, end + 64) - start);
  if (!bytes) return;
  for (const [guest, at] of findGuests(bytes, start)) {
    if (at < end && guest !== 'zip') findings.refuse('guest-inside', at, guestNames[guest]);
  }
}

/** ZIP readers begin at the end: a record there that fits it exactly makes the file an archive as well. */
function judgeArchiveAtEnd({ tail, tailOffset }: FileView, findings: Findings): void {
  const at = tail.lastIndexOf('PK\x05\x06');
  if (at >= 0 && at + 22 <= tail.length && at + 22 + u16le(tail, at + 20) === tail.length) {
    findings.refuse('guest-inside', tailOffset + at, guestNames.zip);
  }
}
