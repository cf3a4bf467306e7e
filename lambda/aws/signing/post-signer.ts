import { createHmac } from 'node:crypto';
import type { UploadSigner } from '../../core/upload/signed-upload.js';
import { environmentCredentials, signingKey } from '../http/signature.js';
import { originOf } from '../object/bucket-address.js';
import type { PresignerOptions } from './presigner.js';

/**
 * Presigns a form for this key, this type and at most the declared length (S3 API reference, "Authenticating Requests
 * in Browser-Based Uploads Using POST"). A form cannot be single-use: the record decides which version counts.
 */
export function postSigner({
  address,
  region,
  credentials,
  minSizeBytes = 0,
}: PresignerOptions & { readonly minSizeBytes?: number | undefined }): UploadSigner['signPost'] {
  return async (file, at, expiresInSeconds) => {
    const { accessKeyId, secretAccessKey, sessionToken } = credentials ?? environmentCredentials();
    const amzDate = at.toISOString().replace(/[:-]|\.\d{3}/g, '');
    const day = amzDate.slice(0, 8);
    const fixed: Record<string, string> = {
      key: file.key,
      'Content-Type': file.contentType,
      ...(file.sha256 && { 'x-amz-checksum-sha256': file.sha256 }),
      ...(file.crc64nvme && { 'x-amz-checksum-crc64nvme': file.crc64nvme }),
      'x-amz-algorithm': 'AWS4-HMAC-SHA256',
      'x-amz-credential': `${accessKeyId}/${day}/${region}/s3/aws4_request`,
      'x-amz-date': amzDate,
      ...(sessionToken && { 'x-amz-security-token': sessionToken }),
    };
    const policy = {
      expiration: new Date(at.getTime() + expiresInSeconds * 1000).toISOString(),
      conditions: [
        { bucket: address.bucket },
        ...Object.entries(fixed).map(([name, value]) => ({ [name]: value })),
        // Fewer bytes than were declared may come, but none only where none were declared.
        ['content-length-range', Math.min(file.sizeBytes, Math.max(1, minSizeBytes)), file.sizeBytes],
      ],
    };
    const encoded = Buffer.from(JSON.stringify(policy)).toString('base64');
    const key = signingKey(secretAccessKey, day, region, 's3');
    const signature = createHmac('sha256', key).update(encoded).digest('hex');
    const url = originOf(address) + address.root;
    return { method: 'post', url, fields: { ...fixed, policy: encoded, 'x-amz-signature': signature } };
  };
}
