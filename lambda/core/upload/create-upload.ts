import { createHash } from 'node:crypto';
import type { Subject } from '../access/subject.js';
import { declare, type UploadRequest } from './declaration.js';
import type { DeclaredFile, FileRecord, Parts } from '../file/file.js';
import { planParts } from './part-plan.js';
import type { Policy } from '../settings/policy.js';
import { Problem } from '../problem.js';
import { renewUpload, type RenewUploadPorts } from './renew-upload.js';
import { signUpload, type SignedUpload } from './signed-upload.js';
import { usageOf, type Quota, type Usage } from '../file/usage.js';

/** The value of an Idempotency-Key: the id of its file, and the hash of the request. */
export interface IdempotentRequest {
  readonly owner: string;
  readonly key: string;
  /** Hash of the declaration: another request with the same key has another hash. */
  readonly requestHash: string;
}

export interface CreateUploadPorts extends Omit<RenewUploadPorts, 'policy'> {
  readonly policy: Policy;
  readonly newFileId: (at: Date) => string;
  readonly keyFor: (owner: string, id: string) => string;
  readonly usage: {
    /** Reserves quota for a new file. @returns the limit that it would exceed; then nothing is reserved */
    reserve(owner: string, usage: Usage, quota: Quota): Promise<keyof Quota | undefined>;
    release(owner: string, usage: Usage): Promise<void>;
  };
  readonly uploads: {
    /** Stores the record and its idempotency key in one transaction. @returns false if the key exists */
    add(file: FileRecord, request?: IdempotentRequest): Promise<boolean>;
    /** The upload that was created with a key in the last 24 hours. */
    under(owner: string, key: string): Promise<{ id: string; requestHash: string } | undefined>;
  };
  readonly multipart: {
    /** @returns S3's upload id */
    begin(file: Pick<FileRecord, 'key' | 'contentType' | 'crc64nvme'>): Promise<string>;
    abort(key: string, uploadId: string): Promise<void>;
  };
}

/**
 * Creates a pending file for the subject's owner and presigns its upload. Idempotent with an `idempotencyKey`: the same
 * request returns the same upload, with a new signature while it is pending, and without one after that. All checks are
 * made before anything is stored or signed.
 */
export async function createUpload(
  ports: CreateUploadPorts,
  subject: Subject,
  request: UploadRequest,
  idempotencyKey?: string,
): Promise<{ file: FileRecord; upload?: SignedUpload }> {
  const { policy, uploads, usage, signer } = ports;
  const { owner } = subject;
  const declaration = declare(policy, request);
  const keyed = idempotencyKey ? { owner, key: idempotencyKey, requestHash: hashOf(declaration) } : undefined;
  const earlier = keyed && (await replay(ports, subject, keyed));
  if (earlier) return earlier;

  const createdAt = ports.now();
  const id = ports.newFileId(createdAt);
  const draft = pendingFile(policy, { id, owner, key: ports.keyFor(owner, id), createdAt }, declaration);
  const exceeded = await usage.reserve(owner, usageOf(draft), policy.quota);
  if (exceeded) throw overQuota(exceeded, policy.quota);
  let file = draft;
  try {
    if (draft.method === 'multipart') file = { ...draft, parts: await beginParts(ports, draft) };
    if (await uploads.add(file, keyed)) return { file, upload: await signUpload(signer, file, createdAt) };
  } catch (error) {
    await undo(ports, file);
    throw error;
  }
  // A concurrent request with the same key was first.
  await undo(ports, file);
  const winner = keyed && (await replay(ports, subject, keyed));
  if (!winner) throw new Error(`the idempotency key of ${id} is taken, and stands for nothing`);
  return winner;
}

function pendingFile(
  policy: Policy,
  place: Pick<FileRecord, 'id' | 'owner' | 'key' | 'createdAt'>,
  declaration: DeclaredFile,
): FileRecord {
  const checksum = declaration.sha256 ?? declaration.crc64nvme;
  const lifeSeconds =
    declaration.method === 'multipart' ? policy.uploadLifeSeconds : policy.uploadExpiresInSeconds;
  const malware = policy.malware ? 'pending' : 'skipped';
  return {
    ...place,
    ...declaration,
    status: 'pending',
    reservedBytes: declaration.sizeBytes,
    checks: { size: 'pending', checksum: checksum ? 'pending' : 'skipped', type: 'pending', malware },
    reasons: [],
    warnings: [],
    uploadExpiresAt: new Date(place.createdAt.getTime() + lifeSeconds * 1000),
    revision: 1,
  };
}

async function beginParts({ multipart }: CreateUploadPorts, file: FileRecord): Promise<Parts> {
  return { uploadId: await multipart.begin(file), ...planParts(file.sizeBytes, file.sizeIsMaximum) };
}

/** Releases the reservation of a create that failed. */
async function undo({ usage, multipart }: CreateUploadPorts, file: FileRecord): Promise<void> {
  await usage.release(file.owner, usageOf(file));
  if (file.parts) await multipart.abort(file.key, file.parts.uploadId);
}

async function replay(
  ports: CreateUploadPorts,
  subject: Subject,
  { owner, key, requestHash }: IdempotentRequest,
): Promise<{ file: FileRecord; upload?: SignedUpload } | undefined> {
  const made = await ports.uploads.under(owner, key);
  if (!made) return undefined;
  if (made.requestHash !== requestHash) {
    const detail = 'this key was used for another request; use a new key for each upload';
    throw new Problem('idempotency-key-reused', detail, [{ pointer: 'Idempotency-Key', detail }]);
  }
  const file = await ports.files.get(made.id);
  if (!file || file.status === 'deleted')
    throw new Problem('upload-ended', 'The upload of this key was deleted');
  return file.status === 'pending' ? renewUpload(ports, subject, file.id) : { file };
}

function hashOf(declaration: DeclaredFile): string {
  const { metadata, ...rest } = declaration;
  const sorted = (fields: object) => Object.entries(fields).sort(([one], [other]) => (one < other ? -1 : 1));
  return createHash('sha256')
    .update(JSON.stringify([sorted(rest), sorted(metadata)]))
    .digest('base64url');
}

const described = { maxFiles: 'files', maxBytes: 'bytes', maxPendingUploads: 'uploads at once' } as const;

function overQuota(limit: keyof Quota, quota: Quota): Problem {
  const most = `${quota[limit] ?? 0} ${described[limit]}`;
  return limit === 'maxPendingUploads'
    ? new Problem(
        'too-many-uploads',
        `You may have ${most}; complete or abort one, or wait until one expires`,
      )
    : new Problem('quota-exceeded', `You may have ${most}; delete files to make room`);
}
