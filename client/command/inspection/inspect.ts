import { basename } from 'node:path';
import { checkContent, type CheckOptions, type ContentVerdict } from '../../../lambda/core/content/index.js';
import { withLocalFile } from './local-file.js';

/** One line of `waybill inspect`. */
export interface Inspection extends ContentVerdict {
  readonly path: string;
  readonly sizeBytes: number;
  /** Elapsed time of the check, including reads. */
  readonly microseconds: number;
}

/** Runs the content check of the service on a local file. Rejects if it cannot be read. */
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
