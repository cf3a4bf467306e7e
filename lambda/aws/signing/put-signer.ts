import type { UploadSigner } from '../../core/upload/signed-upload.js';
import type { SignPartsPorts } from '../../core/upload/upload-parts.js';
import { longPresigner, type LongPresignerOptions } from './long-presigner.js';
import { presigner, type PresignerOptions } from './presigner.js';

/** Presigns a single-use PUT: this key, type, length and checksum, and only if the key has no object. */
export function putSigner(options: PresignerOptions): UploadSigner['signPut'] {
  const presign = presigner(options);
  return async (file, at, expiresInSeconds) => {
    const headers = {
      'Content-Type': file.contentType,
      // S3 user guide, "Conditional writes": refused with 412 if the key has an object.
      'If-None-Match': '*',
      ...(file.sha256 && { 'x-amz-checksum-sha256': file.sha256 }),
      ...(file.crc64nvme && { 'x-amz-checksum-crc64nvme': file.crc64nvme }),
    };
    const signed = { ...headers, 'Content-Length': String(file.sizeBytes) };
    const url = presign({ method: 'PUT', key: file.key, headers: signed, at, expiresInSeconds });
    return { method: 'put', url, headers };
  };
}

/** Presigns one part of a multipart upload, for its exact length (S3 API reference, "UploadPart"). */
export function partSigner(options: LongPresignerOptions): SignPartsPorts['signPart'] {
  const presign = longPresigner(options);
  return ({ key, uploadId, partNumber, sizeBytes }, at, expiresInSeconds) =>
    presign({
      method: 'PUT',
      key,
      headers: { 'Content-Length': String(sizeBytes) },
      query: { partNumber: String(partNumber), uploadId },
      at,
      expiresInSeconds,
    });
}
