import type { CreateUploadPorts } from '../core/create-upload.js';
import { presigner, type PresignerOptions } from './presigner.js';

/** Signs the one write that may fill a file: this key, type, length and checksum, and only while the key is free. */
export function putSigner(options: PresignerOptions): CreateUploadPorts['signPut'] {
  const presign = presigner(options);
  return async (file, at, expiresInSeconds) => {
    const headers = {
      'Content-Type': file.contentType,
      // S3 user guide, "Conditional writes": refused with 412 where the key holds an object.
      'If-None-Match': '*',
      ...(file.sha256 && { 'x-amz-checksum-sha256': file.sha256 }),
    };
    const signed = { ...headers, 'Content-Length': String(file.sizeBytes) };
    const url = await presign({ method: 'PUT', key: file.key, headers: signed, at, expiresInSeconds });
    return { method: 'put', url, headers };
  };
}
