import { has, u32le, u64le } from '../../reading/bytes.js';
import { crc32 } from '../../reading/crc32.js';
import type { FileView } from '../../reading/file-view.js';
import type { Findings } from '../../evidence/finding.js';
import type { Anatomy, FormatFamily } from '../../evidence/format.js';

const mark = '7z\xbc\xaf\x27\x1c';
const startHeaderBytes = 32;
/** A directory may be as long as it likes; one that is longer is believed without its checksum. */
const checkedHeaderBytes = 64 * 1024;
/** kHeader and kEncodedHeader, one of which begins the directory (7zFormat.txt, "Property IDs"). */
const headerKinds = [0x01, 0x17];
/** The method ID of AES-256 with SHA-256 (Methods.txt). */
const aesMethod = '\x06\xf1\x07\x01';

/** 7-Zip (7zFormat.txt of the LZMA SDK): a start header that says where the directory at the end is. */
export const sevenZip: FormatFamily = {
  name: '7z',
  unit: 'its directory',

  recognise(head) {
    return has(head, 0, mark) && head.length >= startHeaderBytes && (head[6] ?? 1) === 0
      ? 'application/x-7z-compressed'
      : undefined;
  },

  async examine(file, _type, findings): Promise<Anatomy> {
    const { head, sizeBytes } = file;
    if (crc32(head.subarray(12, startHeaderBytes)) !== u32le(head, 8)) {
      findings.refuse('structure-broken', 8, 'the checksum of the 7z start header is wrong');
    }
    const headerStart = startHeaderBytes + u64le(head, 12);
    const headerBytes = u64le(head, 20);
    const end = headerStart + headerBytes;
    if (end > sizeBytes) {
      // Nothing of such a file can be unpacked, and nothing says what its bytes are.
      findings.refuse('ending-missing', sizeBytes, `the 7z directory would end at ${end}`);
      return { unitAt: undefined };
    }
    if (headerBytes > 0) await judgeDirectory(file, headerStart, headerBytes, findings);
    return { unitAt: headerStart, scan: 'after-end', end };
  },
};

async function judgeDirectory(file: FileView, at: number, length: number, findings: Findings): Promise<void> {
  const directory = await file.bytes(at, Math.min(length, checkedHeaderBytes));
  const isIntact =
    headerKinds.includes(directory[0] ?? 0) &&
    (directory.length < length || crc32(directory) === u32le(file.head, 28));
  if (!isIntact)
    findings.refuse('structure-broken', at, 'no 7z directory stands where the start header says');
  if (directory.includes(aesMethod, 0, 'latin1')) findings.warn('protected', at, 'by a password');
}
