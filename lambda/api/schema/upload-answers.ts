import * as z from 'zod/mini';
import { described } from './described.js';
import { File } from './file-answers.js';

const Headers = described(
  'Headers that the client must send. Content-Length is signed too, but every HTTP client sets it.',
  z.record(z.string(), z.string()),
);

const expiresAt = described('When the URL expires.', z.iso.datetime());

const PutUpload = z.object({
  method: described('One PUT of the whole file.', z.literal('put')),
  url: described('Where to PUT the bytes. Anyone who has it can: do not log it.', z.url()),
  headers: Headers,
  expiresAt,
});

const FormUpload = z.object({
  method: described('One form (multipart/form-data).', z.literal('post')),
  url: described('Where to POST the form.', z.url()),
  fields: described(
    'Fields of the form, before the field `file`. They contain a signature: do not log them.',
    z.record(z.string(), z.string()),
  ),
  expiresAt,
});

const PartPlan = z.object({
  sizeBytes: described(
    'Of every part except the last, which has the remainder, or of a stream what it ends with.',
    z.int(),
  ),
  count: described('How many parts there are; of a stream, at most.', z.int()),
});

const MultipartUpload = z.object({
  method: described('Parts, which are presigned on request.', z.literal('multipart')),
  parts: described('How the file is split.', PartPlan),
  expiresAt: described('When parts can no longer be presigned.', z.iso.datetime()),
});

const UploadRequest = z.discriminatedUnion('method', [PutUpload, FormUpload, MultipartUpload]);

export const Upload = z.object({
  id: described('Of the file, and of its upload.', z.string()),
  file: described('The present record.', File),
  upload: described(
    'How to send the bytes; `null` if the upload of the Idempotency-Key is not pending any more.',
    z.nullable(UploadRequest),
  ),
});

const SignedPart = z.object({
  partNumber: described('From 1.', z.int()),
  url: described('Where to PUT the part. Anyone who has it can: do not log it.', z.url()),
  headers: Headers,
  sizeBytes: described('Exact length: S3 refuses any other.', z.int()),
  expiresAt,
});

export const SignedParts = z.object({
  parts: described('In the order of the request.', z.array(SignedPart)),
});

const StoredPart = z.object({
  partNumber: described('From 1.', z.int()),
  sizeBytes: described('As S3 stored it.', z.int()),
  etag: described('S3’s entity tag of the part.', z.string()),
});

export const StoredParts = z.object({
  parts: described('Those that S3 lists.', z.array(StoredPart)),
});

/** What the answers are made of, by their names in the OpenAPI document. */
export const uploadParts = {
  ...{ UploadRequest, PutUpload, FormUpload, MultipartUpload, PartPlan, SignedPart, StoredPart },
} as const;
