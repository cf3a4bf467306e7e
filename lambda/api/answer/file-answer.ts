import { adviceOn } from '../../core/validation/advice.js';
import type { FileRecord } from '../../core/file/file.js';
import { disclosedFile } from '../../core/file/disclosed-file.js';
import type { Answer } from '../schema/answers.js';

/** A file in the API: without owner, bucket, key or version. */
export function fileAnswer(file: FileRecord): Answer<'StoredFile'> {
  if (file.status === 'deleted') throw new Error(`deleted file ${file.id} must not be shown`);
  return {
    ...disclosedFile(file),
    contains: file.contains ? [...file.contains] : null,
    filename: file.filename,
    status: file.status,
    metadata: file.metadata,
    reasons: file.reasons.map((reason) => ({ ...reason, advice: adviceOn(reason) })),
    warnings: [...file.warnings],
    revision: file.revision,
  };
}
