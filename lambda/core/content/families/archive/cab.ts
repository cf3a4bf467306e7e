import { has, u16le, u32le } from '../../reading/bytes.js';
import type { FileView } from '../../reading/file-view.js';
import type { Anatomy, FormatFamily } from '../../evidence/format.js';

const hasPrevious = 0x0001;
const hasNext = 0x0002;
const reservePresent = 0x0004;
/** What the reserve of a signed cabinet holds: a mark, then offset and size of the signature. */
const signatureMark = '\0\0\x10\0';

/** Cabinets of Windows ([MS-CAB] 2.1, CFHEADER). */
export const cab: FormatFamily = {
  name: 'cab',
  unit: 'an entry of its directory',

  recognise(head) {
    // Reserved fields are zero, and the version is 1.3.
    return has(head, 0, 'MSCF\0\0\0\0') && head[25] === 1 ? 'application/vnd.ms-cab-compressed' : undefined;
  },

  async examine(file, _type, findings): Promise<Anatomy> {
    const { head, sizeBytes } = file;
    const stated = u32le(head, 8);
    const firstFile = u32le(head, 16);
    if (stated < 44 || firstFile < 36 || firstFile > stated) {
      findings.refuse('structure-broken', 8, 'the cabinet states sizes that cannot be');
    }
    if (stated > sizeBytes) {
      if (file.isWhole) findings.warn('truncated', sizeBytes, `${stated} bytes are stated`);
      else findings.refuse('ending-missing', sizeBytes, `the cabinet states ${stated} bytes`);
    }
    return {
      unitAt: (await hasData(file)) ? firstEntry(file, firstFile) : undefined,
      scan: stated > sizeBytes ? 'all' : 'after-end',
      end: Math.min(sizeBytes, signatureEnd(file, stated)),
    };
  },
};

/**
 * CFFILE: a folder that there is, and a name that ends within 256 bytes (2.3). CFFOLDER: its data lies behind the
 * entries, packed by one of four methods (2.2).
 */
function firstEntry({ head, sizeBytes }: FileView, at: number): number | undefined {
  const folders = u16le(head, 26);
  const folder = u16le(head, at + 8);
  const nameEnd = head.indexOf(0, at + 16);
  const isEntry =
    u16le(head, 28) > 0 &&
    (folder < folders || folder >= 0xfffd) &&
    nameEnd > at + 16 &&
    nameEnd <= at + 16 + 256;
  // Read-only, hidden, system, archive, execute, and whether the name is UTF-8.
  const isNamed =
    (u16le(head, at + 14) & ~0xe7) === 0 && head.subarray(at + 16, nameEnd).every((byte) => byte >= 0x20);
  return isEntry && isNamed && at < sizeBytes && isFolder(head, foldersStart(head), at) ? at : undefined;
}

function isFolder(head: Buffer, folder: number, entriesAt: number): boolean {
  const dataAt = u32le(head, folder);
  return dataAt > entriesAt && dataAt < u32le(head, 8) && (u16le(head, folder + 6) & 0x0f) <= 3;
}

/** 2.4 and 2.5: a block unpacks to 32 KiB at most, and what can't be packed grows by 6 KiB at most. */
const blockBytes = { packed: 32 * 1024 + 6 * 1024, unpacked: 32 * 1024 };
const mszip = 1;

/** The first block of the first folder: its two lengths, and with MSZIP its mark. */
async function hasData(file: FileView): Promise<boolean> {
  const { head } = file;
  const folder = foldersStart(head);
  const reserved = (u16le(head, 30) & reservePresent) !== 0 ? (head[39] ?? 0) : 0;
  const block = await file.bytes(u32le(head, folder), 8 + reserved + 2);
  const [packed, unpacked] = [u16le(block, 4), u16le(block, 6)];
  const isMarked = (u16le(head, folder + 6) & 0x0f) !== mszip || has(block, 8 + reserved, 'CK');
  return packed > 0 && packed <= blockBytes.packed && unpacked <= blockBytes.unpacked && isMarked;
}

/** Behind the header, its reserve, and the names of the cabinets and discs before and behind this one. */
function foldersStart(head: Buffer): number {
  const flags = u16le(head, 30);
  let at = 36;
  if ((flags & reservePresent) !== 0) at += 4 + u16le(head, 36);
  const names = ((flags & hasPrevious) !== 0 ? 2 : 0) + ((flags & hasNext) !== 0 ? 2 : 0);
  for (let left = names; left > 0; left--) at = Math.max(at, head.indexOf(0, at)) + 1;
  return at;
}

/** Authenticode's signature stands behind the cabinet and is part of the file. */
function signatureEnd({ head, sizeBytes }: FileView, stated: number): number {
  const isSigned = (u16le(head, 30) & reservePresent) !== 0 && has(head, 40, signatureMark);
  const offset = u32le(head, 44);
  const end = offset + u32le(head, 48);
  return isSigned && offset === stated && end <= sizeBytes ? end : stated;
}
