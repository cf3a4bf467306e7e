import type { FileRecord } from '../../core/file/file.js';
import type { SignedUpload } from '../../core/upload/signed-upload.js';
import type { SignedPart } from '../../core/upload/upload-parts.js';
import type { Answer } from '../schema/answers.js';
import { fileAnswer } from './file-answer.js';

/** An upload in the API: the file, and its presigned request. */
export function uploadAnswer(file: FileRecord, upload?: SignedUpload): Answer<'Upload'> {
  return { id: file.id, file: fileAnswer(file), upload: upload ? signedUpload(upload) : null };
}

function signedUpload(upload: SignedUpload): Answer<'Upload'>['upload'] {
  const expiresAt = upload.expiresAt.toISOString();
  switch (upload.method) {
    case 'put':
      return { method: 'put', url: upload.url, headers: { ...upload.headers }, expiresAt };
    case 'post':
      return { method: 'post', url: upload.url, fields: { ...upload.fields }, expiresAt };
    case 'multipart':
      return { method: 'multipart', parts: { ...upload.parts }, expiresAt };
  }
}

/** A part needs no header but Content-Length, which every HTTP client sets. */
export const partAnswer = ({ partNumber, url, sizeBytes, expiresAt }: SignedPart) => ({
  partNumber,
  url,
  headers: {},
  sizeBytes,
  expiresAt: expiresAt.toISOString(),
});
