import type { Findings } from '../evidence/finding.js';
import type { FileView } from '../reading/file-view.js';
import { judgeBook } from './book.js';
import { judgeCompound } from './compound.js';
import { judgeOpenDocument } from './open-document.js';
import { judgeOpenXml } from './open-xml.js';
import { judgePdf } from './pdf/pdf.js';
import { judgeRtf } from './rtf/rtf.js';
import { judgeTable } from './table.js';
import { judgeXml } from './xml/xml.js';

type Judge = (file: FileView, findings: Findings) => Promise<void>;

/** Who looks for active content, by the type of the bytes. Everything else runs nothing, or is refused as what runs. */
const judges: readonly (readonly [RegExp, Judge])[] = [
  [/^application\/pdf$/, judgePdf],
  [/^application\/rtf$/, judgeRtf],
  [/^application\/xml$/, judgeXml],
  [/^text\/(?:csv|tab-separated-values)$/, judgeTable],
  [/^application\/(?:msword|vnd\.ms-(?:excel|powerpoint|outlook)|vnd\.visio|x-cfb)$/, judgeCompound],
  [/^application\/epub\+zip$/, judgeBook],
  [/^application\/vnd\.oasis\.opendocument\./, judgeOpenDocument],
  [/^application\/(?:vnd\.openxmlformats-officedocument\.|vnd\.ms-\w+\.|x-opc)/, judgeOpenXml],
];

/** What a file runs, starts or loads in the program that opens it; within the limits on reading and work. */
export async function judgeActivity(file: FileView, type: string, findings: Findings): Promise<void> {
  const judge = judges.find(([pattern]) => pattern.test(type))?.[1];
  await judge?.(file, findings);
}
