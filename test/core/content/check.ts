import {
  bytesReader,
  checkContent,
  type CheckOptions,
  type ContentVerdict,
} from '../../../lambda/core/content/index.js';

/** Checks a file held in memory, as every test of a family does. */
export const check = (bytes: Buffer, options: CheckOptions = {}): Promise<ContentVerdict> =>
  checkContent(bytesReader(bytes), options);

/** The codes of what refuses the file. */
export const refusals = ({ findings }: ContentVerdict): string[] =>
  findings.filter((finding) => finding.severity === 'refuse').map((finding) => finding.code);

/** The codes of what is only noted. */
export const warnings = ({ findings }: ContentVerdict): string[] =>
  findings.filter((finding) => finding.severity === 'warn').map((finding) => finding.code);
