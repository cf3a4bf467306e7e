import * as z from 'zod/mini';
import { maxMetadataEntries } from '../../core/upload/declaration.js';
import { maxRetentionSeconds } from '../../core/file/retention.js';
import { entries, list } from '../schema/collections.js';
import { described } from '../schema/described.js';
import { Filename, metadataName, metadataValue } from '../schema/fields.js';
import type { Route } from '../schema/route.js';
import { maxPartBytes } from '../../core/upload/part-plan.js';

/** RFC 6838 section 4.2: type and subtype, each up to 127 characters. Parameters are accepted and dropped. */
const mediaType =
  /^[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,126}\/[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,126}[ \t]*(;[\t -~\u0080-\uffff]*)?$/;

const sha256 = /^(?:[A-Za-z0-9+/]{43}=|[0-9a-fA-F]{64})$/;

const crc64nvme = /^[A-Za-z0-9+/]{11}=$/;

/** S3 user guide, "Amazon S3 multipart upload limits". */
const maxObjectBytes = 50 * 1024 ** 4;

/** The client's declaration of a file, before the bytes. */
export const UploadBody = z.strictObject({
  filename: described('Shown to readers; never a part of an object key.', Filename),
  contentType: described(
    'Media type as the sender’s system calls it, such as `image/png`; `application/octet-stream` if it has no name for it. Parameters are dropped.',
    z.string().check(z.maxLength(1024), z.regex(mediaType, 'expected a media type such as image/png')),
  ),
  sizeBytes: described(
    'Exact; for a form, and with `sizeIsMaximum`, the maximum. 0 for an empty file, if its type can be empty.',
    z.int().check(
      z.minimum(0, 'expected whole bytes, 0 or more'),
      // A deployment accepts less, and says how much.
      z.meta({ maximum: maxObjectBytes }),
    ),
  ),
  sizeIsMaximum: described(
    'For a stream whose length is not known yet: `sizeBytes` is the most that may be sent, and counts against the quota until the verdict. Only in parts, of which the last may be shorter than planned. Default: false.',
    z.optional(z.boolean()),
  ),
  sha256: described(
    'S3 refuses other bytes. Base64 or hexadecimal; for files in one PUT. Default: none.',
    z.optional(
      z.string().check(z.regex(sha256, 'expected SHA-256 in base64 (44 characters) or hexadecimal (64)')),
    ),
  ),
  crc64nvme: described(
    'CRC-64/NVME of the whole file: S3 refuses other bytes. Base64; for files of any size. Default: none.',
    z.optional(z.string().check(z.regex(crc64nvme, 'expected CRC-64/NVME in base64 (12 characters)'))),
  ),
  method: described(
    'How the bytes are sent: by one PUT, a form, or parts. Default: `put` or `multipart`, by size.',
    z.optional(z.enum(['put', 'post', 'multipart'])),
  ),
  expiresInSeconds: described(
    'Lifetime of the file, not of the URL: it is deleted that long after this request. A minute to ten years. Default: the service’s retention.',
    z.optional(z.int().check(z.minimum(60), z.maximum(maxRetentionSeconds))),
  ),
  metadata: described(
    'Stored with the file: up to 16 entries. Default: none.',
    z.optional(entries({ max: maxMetadataEntries, name: metadataName, value: metadataValue })),
  ),
});

/** S3 user guide, "Amazon S3 multipart upload limits". */
const maxPartNumber = 10_000;

export const PartsRequest = z.strictObject({
  partNumbers: described(
    'The parts to presign, from 1.',
    list(z.int().check(z.minimum(1), z.maximum(maxPartNumber)), { max: 100 }),
  ),
  sizeBytes: described(
    'Length of the last part of a stream (`sizeIsMaximum`), which is requested alone. Default: as planned.',
    z.optional(z.int().check(z.minimum(1), z.maximum(maxPartBytes))),
  ),
});

export const presignRoutes = {
  createUpload: {
    method: 'POST',
    path: '/uploads',
    function: 'presign',
    permission: 'files:create',
    summary: 'Create an upload; the response holds a presigned request for exactly that file',
    body: UploadBody,
    success: [{ status: 201, answer: 'Upload' }],
    idempotent: true,
    problems: [
      'malformed-json',
      'invalid-request',
      'quota-exceeded',
      'upload-ended',
      'file-too-large',
      'type-not-allowed',
      'idempotency-key-reused',
      'method-not-suitable',
      'checksum-not-suitable',
      'too-many-uploads',
    ],
  },
  renewUpload: {
    method: 'POST',
    path: '/uploads/{id}/renew',
    function: 'presign',
    permission: 'files:create',
    summary: 'Presign a pending upload again after its URL has expired',
    success: [{ status: 200, answer: 'Upload' }],
    problems: ['file-not-found', 'conflict', 'upload-ended'],
  },
  signParts: {
    method: 'POST',
    path: '/uploads/{id}/parts',
    function: 'presign',
    permission: 'files:create',
    summary: 'Presign up to 100 parts, each for its exact length. May be repeated',
    body: PartsRequest,
    maxBodyBytes: 8 * 1024,
    success: [{ status: 200, answer: 'SignedParts' }],
    problems: ['malformed-json', 'invalid-request', 'file-not-found', 'upload-ended', 'method-not-suitable'],
  },
  listParts: {
    method: 'GET',
    path: '/uploads/{id}/parts',
    function: 'presign',
    permission: 'files:create',
    summary: 'List the parts that S3 has already, to resume an upload',
    success: [{ status: 200, answer: 'StoredParts' }],
    problems: ['file-not-found', 'upload-ended', 'method-not-suitable'],
  },
  completeUpload: {
    method: 'POST',
    path: '/uploads/{id}/complete',
    function: 'presign',
    permission: 'files:create',
    summary: 'Complete an upload: required for parts, which S3 then joins; optional otherwise. Idempotent',
    success: [{ status: 202, answer: 'StoredFile' }],
    problems: ['file-not-found', 'upload-incomplete', 'upload-ended'],
  },
  abortUpload: {
    method: 'DELETE',
    path: '/uploads/{id}',
    function: 'presign',
    permission: 'files:create',
    summary: 'Abort an upload: its quota is released, and bytes that arrive later are never readable',
    success: [{ status: 204 }],
    problems: ['file-not-found', 'conflict', 'upload-finished'],
  },
} as const satisfies Record<string, Route>;
