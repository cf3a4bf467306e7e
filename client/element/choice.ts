import { byteSizeOf } from '../../text/byte-size.js';
import { fillIn, type UploadTexts } from './texts.js';

/** Why the element did not add a file. */
export type RefusalReason = 'type' | 'size' | 'count' | 'folder';

/** A file that the element did not add. */
export interface RefusedFile {
  /** What was chosen. */
  readonly file: File;
  /** The rule that it breaks: `accept`, `max-size`, `max-files`; or it is a folder. */
  readonly reason: RefusalReason;
  /** The same for people, as the element shows it. */
  readonly message: string;
}

/** What may be added. */
export interface ChoiceRules {
  readonly accept: string;
  readonly maxSize: number;
  readonly maxFiles: number;
  /** How many of these there are already. */
  readonly present: number;
}

/** What was chosen: files, and folders among them. */
export interface Chosen {
  readonly files: readonly File[];
  readonly folders: readonly File[];
}

/** Splits a choice into what is added and what is not. The service has the last word on both. */
export function splitChoice(
  { files, folders }: Chosen,
  { accept, maxSize, maxFiles, present }: ChoiceRules,
  texts: UploadTexts,
): { readonly added: readonly File[]; readonly refused: readonly RefusedFile[] } {
  const added: File[] = [];
  const refuse = (file: File, reason: RefusalReason, text: string, values: Record<string, string> = {}) => ({
    ...{ file, reason },
    message: fillIn(text, { name: file.name, ...values }),
  });
  const refused = folders.map((file) => refuse(file, 'folder', texts.folder));
  for (const file of files) {
    if (!isAccepted(file, accept)) refused.push(refuse(file, 'type', texts.wrongType, { accept }));
    else if (file.size > maxSize)
      refused.push(refuse(file, 'size', texts.tooLarge, { size: sizeText(maxSize) }));
    else if (present + added.length >= maxFiles)
      refused.push(refuse(file, 'count', texts.tooMany, { count: String(maxFiles) }));
    else added.push(file);
  }
  return { added, refused };
}

/**
 * HTML Standard 4.10.5.1.17, "accept": endings, media types, and `image/*`, `video/*` and `audio/*`; without regard to
 * case. Browsers apply it to their dialogs, where people can choose "all files", and not to what is dropped. A file
 * whose type the browser does not know is left to the service.
 */
export function isAccepted({ name, type }: File, accept: string): boolean {
  const tokens = accept
    .toLowerCase()
    .split(',')
    .map((token) => token.trim())
    .filter(Boolean);
  const types = tokens.filter((token) => !token.startsWith('.'));
  return (
    tokens.length === 0 ||
    tokens.some((token) => token.startsWith('.') && name.toLowerCase().endsWith(token)) ||
    (type === '' && types.length > 0) ||
    types.some((token) => (token.endsWith('/*') ? type.startsWith(token.slice(0, -1)) : type === token))
  );
}

function sizeText(bytes: number): string {
  const { value, unit, fractionDigits: maximumFractionDigits } = byteSizeOf(bytes);
  return value.toLocaleString(undefined, { style: 'unit', unit, maximumFractionDigits });
}

/** Files that are dropped or pasted. A browser gives a folder the form of an empty file. */
export function chosenFrom({ items }: DataTransfer): Chosen {
  const files: File[] = [];
  const folders: File[] = [];
  for (const item of items) {
    const file = item.getAsFile();
    if (file) (item.webkitGetAsEntry()?.isDirectory ? folders : files).push(file);
  }
  return { files, folders };
}
