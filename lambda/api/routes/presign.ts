import * as z from 'zod/mini';
import { maxMetadataEntries } from '../../core/upload/declaration.js';
import { maxRetentionSeconds } from '../../core/file/retention.js';
import { entries, list } from '../schema/collections.js';
import { Filename, metadataName, metadataValue } from '../schema/fields.js';
import type { Route } from '../schema/route.js';

/** RFC 6838 section 4.2: type and subtype, each up to 127 characters. Parameters are accepted and dropped. */
const mediaType = /^[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,126}\/[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,126}\s*(;.*)?$/;

const sha256 = /^(?:[A-Za-z0-9+/]{43}=|[0-9a-fA-F]{64})$/;

const crc64nvme = /^[A-Za-z0-9+/]{11}=$/;

/** What the client says of its file before it sends a byte. */
export const UploadRequest = z.strictObject({
  filename: Filename,
  contentType: z
    .string()
    .check(z.maxLength(1024), z.regex(mediaType, 'expected a media type such as image/png')),
  sizeBytes: z.int().check(z.minimum(0, 'expected whole bytes, 0 or more')),
  sha256: z.optional(
    z.string().check(z.regex(sha256, 'expected SHA-256 in base64 (44 characters) or hexadecimal (64)')),
  ),
  crc64nvme: z.optional(
    z.string().check(z.regex(crc64nvme, 'expected CRC-64/NVME in base64 (12 characters)')),
  ),
  method: z.optional(z.enum(['put', 'post', 'multipart'])),
  /** The file's life, not the URL's: it is deleted that long after this request. A minute to ten years. */
  expiresInSeconds: z.optional(z.int().check(z.minimum(60), z.maximum(maxRetentionSeconds))),
  metadata: z.optional(entries({ max: maxMetadataEntries, name: metadataName, value: metadataValue })),
});

/** S3 user guide, "Amazon S3 multipart upload limits". */
const maxPartNumber = 10_000;

export const PartsRequest = z.strictObject({
  partNumbers: list(z.int().check(z.minimum(1), z.maximum(maxPartNumber)), { max: 100 }),
});

export const presignRoutes = {
  createUpload: {
    method: 'POST',
    path: '/uploads',
    function: 'presign',
    permission: 'files:create',
    summary: 'Ask permission to store one file; the answer holds a request signed for exactly that file',
    body: UploadRequest,
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
    summary: 'A fresh signature for a pending upload whose URL ran out',
    success: [{ status: 200, answer: 'Upload' }],
    problems: ['file-not-found', 'conflict', 'upload-ended'],
  },
  signParts: {
    method: 'POST',
    path: '/uploads/{id}/parts',
    function: 'presign',
    permission: 'files:create',
    summary: 'Signed URLs for up to 100 parts, each for its exact length; may be asked for again',
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
    summary: 'The parts that S3 holds already, to resume after a reload or on another day',
    success: [{ status: 200, answer: 'StoredParts' }],
    problems: ['file-not-found', 'upload-ended', 'method-not-suitable'],
  },
  completeUpload: {
    method: 'POST',
    path: '/uploads/{id}/complete',
    function: 'presign',
    permission: 'files:create',
    summary:
      'Say that the bytes are there: needed for parts, which S3 then joins; a hint otherwise. May be repeated',
    success: [{ status: 202, answer: 'File' }],
    problems: ['file-not-found', 'upload-incomplete', 'upload-ended'],
  },
  abortUpload: {
    method: 'DELETE',
    path: '/uploads/{id}',
    function: 'presign',
    permission: 'files:create',
    summary: 'Give an upload up: its quota is free, and bytes that still arrive reach no reader',
    success: [{ status: 204 }],
    problems: ['file-not-found', 'conflict', 'upload-finished'],
  },
} as const satisfies Record<string, Route>;
