import type { UnfinishedUpload } from '../../client/index.js';
import { visibleText } from '../../text/visible-text.js';
import { localByteSize } from '../words/byte-size.js';
import { words } from '../words/words.js';

/**
 * Why a chosen file is not the one that was begun, in words for a person; `undefined` where it is. Browsers say of a
 * file its name, its size and when it was changed: other bytes under the same three would be found out by the check.
 */
export function otherFile(begun: UnfinishedUpload, file: File): string | undefined {
  const { otherName, otherSize, changed } = words().resume;
  if (file.name !== begun.filename) return otherName(visibleText(file.name), visibleText(begun.filename));
  if (file.size !== begun.sizeBytes)
    return otherSize(localByteSize(file.size), localByteSize(begun.sizeBytes));
  return file.lastModified === begun.lastModified ? undefined : changed;
}
