import { dxfType } from './drawing.js';
import { mailType } from './mail.js';
import { modelType } from './model.js';

/** Enough for the longest header of mail. */
const beginningCharacters = 72 * 1024;

/** Text with a structure that its first lines prove, and that is plain text all the same. */
export function structuredType(text: string): string | undefined {
  const beginning = text.slice(0, beginningCharacters);
  return dxfType(beginning) ?? modelType(beginning) ?? mailType(beginning);
}

export const isMail = (type: string): boolean => type === 'message/rfc822' || type === 'application/mbox';
