import { managedFile, type FileReader } from '../access/reach.js';
import type { Subject } from '../access/subject.js';
import type { FileRecord, Parts } from '../file/file.js';
import { partLength } from './part-plan.js';
import type { Policy } from '../settings/policy.js';
import { Problem } from '../problem.js';
import { uploadEnded } from './renew-upload.js';
import { partsOf } from './signed-upload.js';

/** A part that S3 has stored. */
export interface StoredPart {
  readonly partNumber: number;
  readonly sizeBytes: number;
  readonly etag: string;
  /** Base64; if S3 has one, which it does if the whole file's was declared. */
  readonly crc64nvme?: string;
}

export interface SignedPart {
  readonly partNumber: number;
  readonly url: string;
  readonly sizeBytes: number;
  readonly expiresAt: Date;
}

export interface SignPartsPorts {
  readonly now: () => Date;
  readonly policy: Pick<Policy, 'partExpiresInSeconds'>;
  readonly files: FileReader;
  readonly signPart: (
    part: { key: string; uploadId: string; partNumber: number; sizeBytes: number },
    at: Date,
    expiresInSeconds: number,
  ) => Promise<{ readonly url: string; readonly expiresAt: Date }>;
}

/**
 * Presigns parts of a pending multipart upload, each for its exact length. May be repeated within the upload's
 * lifetime.
 *
 * @param lastBytes length of the last part of a stream, which is presigned alone. @default as planned
 */
export async function signParts(
  { now, policy, files, signPart }: SignPartsPorts,
  subject: Subject,
  id: string,
  partNumbers: readonly number[],
  lastBytes?: number,
): Promise<{ file: FileRecord; parts: readonly SignedPart[] }> {
  const file = await ownMultipart(files, subject, id);
  const parts = partsOf(file);
  const at = now();
  const lifeLeft = Math.floor((file.uploadExpiresAt.getTime() - at.getTime()) / 1000);
  if (file.status !== 'pending' || lifeLeft <= 0) throw uploadEnded(file);
  const beyond = partNumbers.findIndex((partNumber) => partNumber > parts.partCount);
  if (beyond >= 0) {
    const detail = `the upload has ${parts.partCount} parts, numbered from 1`;
    throw new Problem('invalid-request', detail, [{ pointer: `/partNumbers/${beyond}`, detail }]);
  }
  if (lastBytes !== undefined) refuseLastPart(file, parts, partNumbers, lastBytes);
  const expiresInSeconds = Math.min(policy.partExpiresInSeconds, lifeLeft);
  const sign = async (partNumber: number): Promise<SignedPart> => {
    const sizeBytes = lastBytes ?? partLength(file, parts, partNumber);
    const part = { key: file.key, uploadId: parts.uploadId, partNumber, sizeBytes };
    return { partNumber, sizeBytes, ...(await signPart(part, at, expiresInSeconds)) };
  };
  return { file, parts: await Promise.all([...new Set(partNumbers)].map(sign)) };
}

function refuseLastPart(
  file: FileRecord,
  parts: Parts,
  [partNumber = 0, ...others]: readonly number[],
  sizeBytes: number,
): void {
  const most = partLength(file, parts, partNumber);
  const detail = !file.sizeIsMaximum
    ? 'only an upload with sizeIsMaximum has a part of another length; leave it out'
    : others.length > 0
      ? 'it is the length of the last part: request that one alone'
      : sizeBytes > most && `part ${partNumber} has at most ${most} bytes`;
  if (detail) throw new Problem('invalid-request', detail, [{ pointer: '/sizeBytes', detail }]);
}

export interface ListPartsPorts {
  readonly files: FileReader;
  /** All pages. @returns undefined if S3 has no such upload (any more) */
  readonly listParts: (key: string, uploadId: string) => Promise<readonly StoredPart[] | undefined>;
}

/** The parts that S3 has stored, which a resuming client need not send again. */
export async function listParts(
  { files, listParts }: ListPartsPorts,
  subject: Subject,
  id: string,
): Promise<readonly StoredPart[]> {
  const file = await ownMultipart(files, subject, id);
  const stored = await listParts(file.key, partsOf(file).uploadId);
  if (!stored) throw uploadEnded(file);
  return stored;
}

async function ownMultipart(files: FileReader, subject: Subject, id: string): Promise<FileRecord> {
  const file = await managedFile(files, subject, id);
  if (file.method === 'multipart') return file;
  throw new Problem('method-not-suitable', `This upload has no parts: its method is ${file.method}`);
}
