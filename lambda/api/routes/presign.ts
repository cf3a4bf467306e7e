import * as z from 'zod/mini';
import type { Route } from '../route.js';

/** RFC 6838 section 4.2: type and subtype, each up to 127 characters. Parameters are accepted and dropped. */
const mediaType = /^[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,126}\/[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,126}\s*(;.*)?$/;

const sha256 = /^(?:[A-Za-z0-9+/]{43}=|[0-9a-fA-F]{64})$/;

/** What the client says of its file before it sends a byte. */
export const UploadRequest = z.strictObject({
  filename: z.string().check(
    z.minLength(1),
    // Bytes, as in most file systems: 255 characters of emoji would not fit any of them.
    z.refine((name) => Buffer.byteLength(name) <= 255, 'expected at most 255 bytes of UTF-8'),
    z.refine((name) => name.isWellFormed(), 'expected well-formed Unicode'),
  ),
  contentType: z.string().check(z.regex(mediaType, 'expected a media type such as image/png')),
  sizeBytes: z.int().check(z.minimum(1)),
  sha256: z.optional(
    z.string().check(z.regex(sha256, 'expected SHA-256 in base64 (44 characters) or hexadecimal (64)')),
  ),
  method: z.optional(z.literal('put')),
  metadata: z.optional(
    z
      .record(z.string().check(z.minLength(1), z.maxLength(64)), z.string().check(z.maxLength(512)))
      .check(z.refine((entries) => Object.keys(entries).length <= 16, 'expected at most 16 entries')),
  ),
});

export const presignRoutes = {
  createUpload: {
    method: 'POST',
    path: '/uploads',
    function: 'presign',
    summary: 'Ask permission to store one file; the answer holds a request signed for exactly that file',
    body: UploadRequest,
    success: [{ status: 201, answer: 'Upload' }],
    problems: ['malformed-json', 'invalid-request', 'file-too-large', 'type-not-allowed'],
  },
  completeUpload: {
    method: 'POST',
    path: '/uploads/{id}/complete',
    function: 'presign',
    summary: 'Say that the bytes are there; may be repeated, and may be left out for a PUT',
    success: [{ status: 202, answer: 'File' }],
    problems: ['file-not-found'],
  },
} as const satisfies Record<string, Route>;
