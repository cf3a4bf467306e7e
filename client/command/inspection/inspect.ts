import { basename } from 'node:path';
import { checkContent, type CheckOptions, type ContentVerdict } from '../../../lambda/core/content/index.js';
import { withLocalFile } from './local-file.js';

/** One line of `waybill inspect`. */
export interface Inspection extends ContentVerdict {
  readonly path: string;
  readonly sizeBytes: number;
  /** Wall time of the check, reads included. */
  readonly microseconds: number;
}

/** Runs the very check that stored files go through on a file of this machine. Rejects where it cannot be read. */
export function inspect(path: string, options: CheckOptions): Promise<Inspection> {
  return withLocalFile(path, async (reader) => {
    const startedAt = performance.now();
    const { detectedType, aliases, verdict, findings, ...measured } = await checkContent(reader, {
      ...options,
      filename: basename(path),
    });
    return {
      path,
      sizeBytes: reader.sizeBytes,
      detectedType,
      aliases,
      verdict,
      findings,
      ...measured,
      microseconds: Math.round((performance.now() - startedAt) * 1000),
    };
  });
}
