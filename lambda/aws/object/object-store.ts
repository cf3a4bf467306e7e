import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  InvalidObjectState,
  PutObjectTaggingCommand,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import type { RangedReader } from '../../core/content/index.js';
import type { StorageEndpoint } from '../../core/settings/environment.js';
import { ArchivedObject } from '../../core/validation/stored-properties.js';
import type { ValidationPorts } from '../../core/validation/validation.js';
import { patience } from '../patience.js';
import { sealedObject, storedObject } from './stored-object.js';

type ObjectStore = ValidationPorts['store'] & {
  /** Reads one version by ranges. Fails on a short response. */
  reader(key: string, object: { versionId: string; sizeBytes: number }): RangedReader;
};

/**
 * @param silentMs how long a connection may be idle before its request fails and the SDK retries it; S3 sends the first
 * bytes within about 200 ms (user guide, "Best practices design patterns: optimizing Amazon S3 performance").
 * @default 5000
 */
export function s3Client(storageEndpoint?: StorageEndpoint, silentMs?: number): S3Client {
  // WHEN_REQUIRED: range reads have no checksum to verify.
  const checksums = {
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  } as const;
  return new S3Client({
    ...checksums,
    ...patience(silentMs),
    ...(storageEndpoint && {
      endpoint: storageEndpoint.url.href,
      forcePathStyle: storageEndpoint.addressing === 'path',
    }),
  });
}

/** The bucket for `validate`: it reads, tags and removes versions, and writes no object. */
export function objectStore(client: S3Client, bucket: string): ObjectStore {
  return {
    async head(key, versionId) {
      const version = { Bucket: bucket, Key: key, VersionId: versionId };
      try {
        const command = new HeadObjectCommand({ ...version, ChecksumMode: 'ENABLED' });
        const head = await ignoreMissing(client.send(command));
        if (!head) return undefined;
        const stored = head.VersionId ?? versionId;
        if (!stored) throw new Error('the bucket gives no version ids: versioning must be on');
        return storedObject(head, stored);
      } catch (error) {
        if (versionId && statusOf(error) === 400 && (await isSealed(client, version)))
          return sealedObject(versionId);
        throw error;
      }
    },

    async tag(key, versionId, verdict) {
      const Tagging = { TagSet: [{ Key: 'verdict', Value: verdict }] };
      const command = new PutObjectTaggingCommand({
        Bucket: bucket,
        Key: key,
        VersionId: versionId,
        Tagging,
      });
      return (await ignoreMissing(client.send(command))) !== undefined;
    },

    removeVersion: versionRemover(client, bucket),

    reader: (key, { versionId, sizeBytes }) => ({
      sizeBytes,
      async read(offset, length) {
        const Range = `bytes=${offset}-${offset + length - 1}`;
        const command = new GetObjectCommand({ Bucket: bucket, Key: key, VersionId: versionId, Range });
        const answer = await client.send(command).catch((error: unknown) => {
          throw error instanceof InvalidObjectState ? new ArchivedObject({ cause: error }) : error;
        });
        const bytes = await answer.Body?.transformToByteArray();
        if (bytes?.length !== length)
          throw new Error(`S3 answered ${bytes?.length ?? 0} of ${length} bytes at ${offset}`);
        return bytes;
      },
    }),
  };
}

/** Deletes one version permanently; a missing version is not an error (S3 returns 204). */
export function versionRemover(client: S3Client, bucket: string): ValidationPorts['store']['removeVersion'] {
  return async (key, versionId) => {
    await client.send(new DeleteObjectCommand({ Bucket: bucket, Key: key, VersionId: versionId }));
  };
}

/** The response, or undefined if there is no such object or version. Other errors are thrown. */
async function ignoreMissing<Answer>(request: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await request;
  } catch (error) {
    const status = statusOf(error);
    // 405: the version id is that of a delete marker.
    if (status === 404 || status === 405) return undefined;
    throw error;
  }
}

const statusOf = (error: unknown): number | undefined =>
  error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;

/** Whether S3 refused a request: of our roles, it is a key of KMS that they may not use, or that is disabled. */
export const isForbidden = (error: unknown): boolean => statusOf(error) === 403;

/**
 * Whether an object has a customer-provided key (SSE-C). HEAD returns 400 without a body (S3 API reference,
 * "HeadObject"); a GET returns the reason. The code alone is ambiguous, and a file is rejected because of it.
 */
async function isSealed(
  client: S3Client,
  version: { Bucket: string; Key: string; VersionId: string | undefined },
): Promise<boolean> {
  try {
    const answer = await client.send(new GetObjectCommand({ ...version, Range: 'bytes=0-0' }));
    await answer.Body?.transformToByteArray();
    return false;
  } catch (error) {
    const isInvalid = error instanceof S3ServiceException && error.name === 'InvalidRequest';
    return isInvalid && /server.side encryption/i.test(error.message);
  }
}
