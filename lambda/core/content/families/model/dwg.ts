import { has, u16le, u32le } from '../../reading/bytes.js';
import type { FileView } from '../../reading/file-view.js';
import type { Anatomy, FormatFamily } from '../../evidence/format.js';

/** R13 to R2018 (Open Design Specification for .dwg files 5.4.1, section 2.1). */
const versions = ['AC1012', 'AC1014', 'AC1015', 'AC1018', 'AC1021', 'AC1024', 'AC1027', 'AC1032'];
const [previewAt, macrosAt, encryptedAt] = [0x0d, 0x24, 0x80];
/** Begins every preview picture (section 14). */
const previewMark = '\x1f\x25\x6d\x07\xd4\x36\x28\x28\x9d\x57\xca\x3f\x9d\x44\x10\x2b';
/** Ends the section locators of R13 to R2000 (section 3.2.6). */
const locatorsEnd = '\x95\xa0\x4e\x28\x99\x82\x1a\xe5\x5e\x41\xe0\x5f\x9d\x3a\x4d\x00';
const fileId = 'AcFssFcAJMB\0';

/** Drawings of AutoCAD (Open Design Specification for .dwg files 5.4.1). */
export const dwg: FormatFamily = {
  name: 'dwg',
  unit: 'its preview or the locators of its sections',
  recognise: (head) => (versions.some((version) => has(head, 0, version)) ? 'image/vnd.dwg' : undefined),

  async examine(file, _type, findings): Promise<Anatomy> {
    const { head } = file;
    const isOld = versions.slice(0, 3).some((version) => has(head, 0, version));
    const unitAt = (isOld ? locatorsOf(file) : encryptedHeader(head)) ?? (await previewOf(file));
    // Section 4.1: where a project of Visual Basic stands; 0 without one. Older drawings keep it among their objects.
    if (!isOld && unitAt !== undefined && u32le(head, macrosAt) > 0) findings.active('macro', macrosAt);
    return { unitAt, isOpenEnded: true };
  },
};

/** Section 3.2.6: number, offset and size of each section, a checksum, and the mark. */
function locatorsOf({ head, sizeBytes }: FileView): number | undefined {
  const count = u32le(head, 0x15);
  const end = 0x19 + count * 9;
  if (count < 3 || count > 16 || !has(head, end + 2, locatorsEnd)) return undefined;
  const sections = Array.from({ length: count }, (_, i) => 0x19 + i * 9);
  return sections.every((at) => u32le(head, at + 1) < sizeBytes) ? 0x15 : undefined;
}

/** Section 4.1: from 80 on the header is combined with the numbers of a generator that begins with 1. */
function encryptedHeader(head: Buffer): number | undefined {
  let seed = 1;
  for (let i = 0; i < fileId.length; i++) {
    seed = (Math.imul(seed, 0x343fd) + 0x269ec3) | 0;
    const byte = (head[encryptedAt + i] ?? 0) ^ ((seed >> 16) & 0xff);
    if (byte !== fileId.charCodeAt(i)) return undefined;
  }
  return encryptedAt;
}

async function previewOf(file: FileView): Promise<number | undefined> {
  const at = u32le(file.head, previewAt);
  // Byte 0x12 is a version of the application; the code page is one of some forty.
  if (at < 0x20 || at >= file.sizeBytes || u16le(file.head, 0x13) > 64) return undefined;
  return has(await file.bytes(at, 16), 0, previewMark) ? at : undefined;
}
