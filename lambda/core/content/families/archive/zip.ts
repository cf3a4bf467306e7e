import { has } from '../../reading/bytes.js';
import type { FileView } from '../../reading/file-view.js';
import type { Anatomy, FormatFamily } from '../../evidence/format.js';
import { judgeNestedExpansion, membersOf } from './entries/nested-archives.js';
import { examineContents } from './zip-contents.js';
import { readDirectory, type ZipDirectory } from './entries/zip-directory.js';
import { judgeArchive, judgeFirstHeader } from './zip-rules.js';

/** Some writers put a spanning mark before the first entry (APPNOTE.TXT 8.5.3 and 8.5.4). */
const starts = ['PK\x03\x04', 'PK\x05\x06', 'PK00PK\x03\x04', 'PK\x07\x08PK\x03\x04'];

/** Nothing but an end record, whose numbers of discs, entries and their bytes are zeros, with a comment or without. */
const isEmptyArchive = ({ head, sizeBytes }: FileView, { end }: ZipDirectory): boolean =>
  has(head, 4, '\0'.repeat(16)) && end === sizeBytes;

/** ZIP (PKWARE APPNOTE.TXT) and what lives in it: Office Open XML, OpenDocument, EPUB, JAR, APK. */
export const zip: FormatFamily = {
  name: 'zip',
  unit: 'a directory of entries',

  recognise(head) {
    return starts.some((start) => has(head, 0, start)) ? 'application/zip' : undefined;
  },

  async examine(file, _type, findings): Promise<Anatomy> {
    const directory = await readDirectory(file, findings);
    // Entries are content: its own rules say which bytes belong to none of them.
    if (!directory) return { unitAt: undefined, scan: 'none' };
    if (directory.entries.length === 0 && !isEmptyArchive(file, directory))
      return { unitAt: undefined, scan: 'none' };
    judgeArchive(file, directory, findings);
    judgeFirstHeader(file, findings);
    if (!findings.refused) await judgeNestedExpansion(file, membersOf(directory, file), findings);
    return { unitAt: directory.start, scan: 'none', ...(await examineContents(file, directory, findings)) };
  },
};
