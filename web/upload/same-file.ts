import type { UnfinishedUpload } from '../../client/index.js';
import { visibleText } from '../../text/visible-text.js';
import { localByteSize } from '../words/byte-size.js';
import { words } from '../words/words.js';

/**
 * Why a chosen file is not the interrupted one, as a message; `undefined` if it is. Browsers provide name, size and
 * modification time of a file: different bytes with the same three would be detected by the check.
 */
export function otherFile(begun: UnfinishedUpload, file: File): string | undefined {
  const { otherName, otherSize, changed } = words().resume;
  if (file.name !== begun.filename) return otherName(visibleText(file.name), visibleText(begun.filename));
  if (file.size !== begun.sizeBytes)
    return otherSize(localByteSize(file.size), localByteSize(begun.sizeBytes));
  return file.lastModified === begun.lastModified ? undefined : changed;
}
