import { adviceOn } from '../core/advice.js';
import { expiryOf, type FileRecord } from '../core/file.js';
import type { Answer } from './answers.js';

/** A file as clients see it: no owner, bucket, key or version. */
export function fileAnswer(file: FileRecord): Answer<'File'> {
  if (file.status === 'deleted') throw new Error(`deleted file ${file.id} must not be shown`);
  return {
    id: file.id,
    filename: file.filename,
    status: file.status,
    sizeBytes: file.sizeBytes,
    contentType: file.contentType,
    detectedType: file.detectedType ?? null,
    sha256: file.sha256 ?? null,
    width: file.width ?? null,
    height: file.height ?? null,
    metadata: file.metadata,
    checks: file.checks,
    reasons: file.reasons.map((reason) => ({ ...reason, advice: adviceOn(reason.code) })),
    warnings: [...file.warnings],
    createdAt: file.createdAt.toISOString(),
    uploadedAt: file.uploadedAt?.toISOString() ?? null,
    verifiedAt: file.verifiedAt?.toISOString() ?? null,
    expiresAt: expiryOf(file)?.toISOString() ?? null,
    revision: file.revision,
  };
}
