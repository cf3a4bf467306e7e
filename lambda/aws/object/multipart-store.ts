import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  ListPartsCommand,
  S3ServiceException,
  type S3Client,
} from '@aws-sdk/client-s3';
import type { CompleteUploadPorts, Joining } from '../../core/upload/complete-upload.js';
import type { CreateUploadPorts } from '../../core/upload/create-upload.js';
import type { StoredPart } from '../../core/upload/upload-parts.js';

export type MultipartStore = CreateUploadPorts['multipart'] & Pick<CompleteUploadPorts, 'listParts' | 'join'>;

/** S3 may need minutes to join many parts; the gateway times out after 30 seconds. */
export const joinBudgetMs = 20_000;

/**
 * Multipart uploads in S3 (user guide, "Uploading and copying objects using multipart upload").
 * @param budgetMs timeout of a request to join, after which the result is `unknown`
 */
export function multipartStore(client: S3Client, bucket: string, budgetMs = joinBudgetMs): MultipartStore {
  return {
    async begin({ key, contentType, crc64nvme }) {
      const checksum =
        crc64nvme && ({ ChecksumAlgorithm: 'CRC64NVME', ChecksumType: 'FULL_OBJECT' } as const);
      const command = new CreateMultipartUploadCommand({
        Bucket: bucket,
        Key: key,
        ContentType: contentType,
        ...checksum,
      });
      const { UploadId } = await client.send(command);
      if (!UploadId) throw new Error('S3 gave no id for a multipart upload');
      return UploadId;
    },

    async abort(key, uploadId) {
      await ignoreError(
        'NoSuchUpload',
        client.send(new AbortMultipartUploadCommand({ Bucket: bucket, Key: key, UploadId: uploadId })),
      );
    },

    listParts: (key, uploadId) =>
      ignoreError('NoSuchUpload', allParts(client, { Bucket: bucket, Key: key, UploadId: uploadId })),

    async join(file, uploadId, parts) {
      const command = new CompleteMultipartUploadCommand({
        Bucket: bucket,
        Key: file.key,
        UploadId: uploadId,
        MultipartUpload: {
          Parts: parts.map(({ partNumber, etag, crc64nvme }) => ({
            PartNumber: partNumber,
            ETag: etag,
            // With a checksum of the whole object, S3 needs none for each part; other stores do.
            ChecksumCRC64NVME: crc64nvme,
          })),
        },
        IfNoneMatch: '*',
        // That of the file, unless it is a stream.
        MpuObjectSize: parts.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
        ...(file.crc64nvme && ({ ChecksumCRC64NVME: file.crc64nvme, ChecksumType: 'FULL_OBJECT' } as const)),
      });
      try {
        await client.send(command, { abortSignal: AbortSignal.timeout(budgetMs) });
        return 'joined';
      } catch (error) {
        return joiningAfter(error);
      }
    },
  };
}

async function allParts(
  client: S3Client,
  upload: { Bucket: string; Key: string; UploadId: string },
): Promise<readonly StoredPart[]> {
  const parts: StoredPart[] = [];
  let marker: string | undefined;
  do {
    const page = await client.send(new ListPartsCommand({ ...upload, PartNumberMarker: marker }));
    for (const { PartNumber = 0, Size = 0, ETag = '', ChecksumCRC64NVME } of page.Parts ?? []) {
      const checksum = ChecksumCRC64NVME && { crc64nvme: ChecksumCRC64NVME };
      parts.push({ partNumber: PartNumber, sizeBytes: Size, etag: ETag, ...checksum });
    }
    // The SDK's paginator continues while there is a marker, and S3 may return one with the last page too.
    marker = page.IsTruncated ? page.NextPartNumberMarker : undefined;
  } while (marker);
  return parts;
}

/**
 * The meaning of a failed request to join (API reference, "CompleteMultipartUpload"; an error may be in a 200
 * response).
 */
function joiningAfter(error: unknown): Joining {
  if (error instanceof Error && (error.name === 'AbortError' || error.name === 'TimeoutError'))
    return 'unknown';
  if (!(error instanceof S3ServiceException)) throw error;
  switch (error.name) {
    case 'InvalidPart':
    case 'InvalidPartOrder':
    case 'BadDigest':
      return 'parts-changed';
    // A concurrent request has joined it, or is joining it.
    case 'NoSuchUpload':
    case 'PreconditionFailed':
    case 'ConditionalRequestConflict':
    case 'InternalError':
    case 'SlowDown':
    case 'ServiceUnavailable':
      return 'unknown';
    default:
      throw error;
  }
}

/** The response, or undefined if S3 returns the named error. */
async function ignoreError<Answer>(name: string, request: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await request;
  } catch (error) {
    if (error instanceof S3ServiceException && error.name === name) return undefined;
    throw error;
  }
}
