import type { FileRecord } from './file.js';
import type { Policy } from './policy.js';
import { Problem } from './problem.js';

export interface UploadRequest {
  readonly filename: string;
  /** Media type, parameters and case as the client likes. */
  readonly contentType: string;
  readonly sizeBytes: number;
  /** Base64 or hexadecimal. */
  readonly sha256?: string | undefined;
  readonly metadata?: Readonly<Record<string, string>> | undefined;
}

/** One request that S3 will accept once, and only as described. */
export interface SignedPut {
  readonly method: 'put';
  readonly url: string;
  /** What the client must set itself. Content-Length is signed too; every HTTP client sets it. */
  readonly headers: Readonly<Record<string, string>>;
}

export interface CreateUploadPorts {
  readonly policy: Policy;
  readonly now: () => Date;
  readonly newFileId: (at: Date) => string;
  readonly keyFor: (owner: string, id: string) => string;
  readonly files: { add(file: FileRecord): Promise<void> };
  readonly signPut: (file: FileRecord, at: Date, expiresInSeconds: number) => Promise<SignedPut>;
}

/**
 * Records a pending file for `owner` and signs the one request that may fill it.
 * Refuses with `type-not-allowed` or `file-too-large` before anything is stored or signed.
 */
export async function createUpload(
  { policy, now, newFileId, keyFor, files, signPut }: CreateUploadPorts,
  owner: string,
  request: UploadRequest,
): Promise<{ file: FileRecord; upload: SignedPut }> {
  const contentType = withoutParameters(request.contentType);
  if (!policy.allowedTypes.includes(contentType)) {
    const detail = `${contentType} is not among the accepted types; GET /health lists them`;
    throw new Problem('type-not-allowed', detail, [{ pointer: '/contentType', detail }]);
  }
  if (request.sizeBytes > policy.maxSizeBytes) {
    const detail = `${request.sizeBytes} bytes were declared; the limit is ${policy.maxSizeBytes}`;
    throw new Problem('file-too-large', detail, [{ pointer: '/sizeBytes', detail }]);
  }
  const createdAt = now();
  const id = newFileId(createdAt);
  const file: FileRecord = {
    id,
    owner,
    key: keyFor(owner, id),
    filename: request.filename,
    contentType,
    sizeBytes: request.sizeBytes,
    ...(request.sha256 && { sha256: inBase64(request.sha256) }),
    metadata: request.metadata ?? {},
    status: 'pending',
    checks: { size: 'pending', checksum: request.sha256 ? 'pending' : 'skipped', type: 'pending' },
    reasons: [],
    warnings: [],
    createdAt,
    uploadExpiresAt: new Date(createdAt.getTime() + policy.uploadExpiresInSeconds * 1000),
    revision: 1,
  };
  await files.add(file);
  return { file, upload: await signPut(file, createdAt, policy.uploadExpiresInSeconds) };
}

/** RFC 9110 section 8.3.1: the type is case-insensitive; what follows the first semicolon are parameters. */
function withoutParameters(contentType: string): string {
  return (contentType.split(';', 1)[0] ?? '').trim().toLowerCase();
}

function inBase64(sha256: string): string {
  return sha256.length === 64 ? Buffer.from(sha256, 'hex').toString('base64') : sha256;
}
