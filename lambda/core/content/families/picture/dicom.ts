import { has, latin1, u16le, u32le } from '../../reading/bytes.js';
import type { Work } from '../../reading/work.js';
import { isAllPadding } from '../../evidence/padding.js';
import type { Anatomy, FormatFamily } from '../../evidence/format.js';

const preambleBytes = 128;
const metaStart = 132;
/** PS3.5, 7.1.2: of these the length has four bytes, behind two that are reserved. */
const longLengths = new Set(['OB', 'OW', 'OF', 'OD', 'OL', 'SQ', 'UN', 'UT', 'UC', 'UR', 'OV', 'SV', 'UV']);
/** PS3.4, annex B.5, "Encapsulated PDF Storage" and its kin: the object holds a document as it is. */
const encapsulated = /1\.2\.840\.10008\.5\.1\.4\.1\.1\.104\.\d/;

/** Medical images (DICOM PS3.10, 7.1): a preamble of free content, `DICM`, and elements about the file. */
export const dicom: FormatFamily = {
  name: 'dicom',
  unit: 'the elements that describe the file',
  recognise: (head) => (has(head, preambleBytes, 'DICM\x02\0') ? 'application/dicom' : undefined),

  examine({ head, work }, _type, findings): Anatomy {
    if (!hasMeta(head, work)) return { unitAt: undefined };
    const preamble = head.subarray(0, preambleBytes);
    if (!isAllPadding(preamble)) findings.warn('leading-bytes', 0, preambleBytes);
    return {
      unitAt: metaStart,
      isOpenEnded: true,
      nests: encapsulated.test(latin1(head, metaStart, 2048)) ? ['pdf', 'html'] : [],
    };
  },
};

/** PS3.10, 7.1: the length of the group, then its elements in ascending order, among them the transfer syntax. */
function hasMeta(head: Buffer, work: Work): boolean {
  if (u16le(head, metaStart + 2) !== 0 || !has(head, metaStart + 4, 'UL\x04\0')) return false;
  const start = metaStart + 12;
  const end = start + u32le(head, metaStart + 8);
  let last = 0;
  let hasSyntax = false;
  for (let at = start; at < Math.min(end, head.length);) {
    work.spend(16, at);
    const element = u16le(head, at + 2);
    const isLong = longLengths.has(latin1(head, at + 4, at + 6));
    if (u16le(head, at) !== 2 || element <= last || !/^[A-Z]{2}$/.test(latin1(head, at + 4, at + 6)))
      return false;
    last = element;
    hasSyntax ||= element === 0x10 && has(head, at + 8, '1.2.840.10008.1.2');
    at += isLong ? 12 + u32le(head, at + 8) : 8 + u16le(head, at + 6);
  }
  return hasSyntax;
}
