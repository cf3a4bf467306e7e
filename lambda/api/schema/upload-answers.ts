import * as z from 'zod/mini';
import { described } from './described.js';
import { File } from './file-answers.js';

const Headers = described(
  'Headers that the client must set itself. Content-Length is signed too, and every HTTP client sets it.',
  z.record(z.string(), z.string()),
);

const expiresAt = described('When the signature ends.', z.iso.datetime());

export const Upload = z.object({
  id: described('Of the file, and of its upload.', z.string()),
  file: described('As it is now.', File),
  upload: described(
    'How to send the bytes; `null` where none are awaited any more, as the upload that an Idempotency-Key stands for is past that.',
    z.nullable(
      z.discriminatedUnion('method', [
        z.object({
          method: described('One PUT of the whole file.', z.literal('put')),
          url: described('Where to PUT the bytes. Whoever has it can: do not log it.', z.url()),
          headers: Headers,
          expiresAt,
        }),
        z.object({
          method: described('One form (multipart/form-data).', z.literal('post')),
          url: described('Where to POST the form.', z.url()),
          fields: described(
            'Of the form, before the field `file`. They hold a signature: do not log them.',
            z.record(z.string(), z.string()),
          ),
          expiresAt,
        }),
        z.object({
          method: described('Parts, each signed by a request of its own.', z.literal('multipart')),
          parts: described(
            'How the file is cut.',
            z.object({
              sizeBytes: described('Of every part but the last, which has what remains.', z.int()),
              count: described('How many parts there are.', z.int()),
            }),
          ),
          expiresAt: described('When parts can no longer be signed.', z.iso.datetime()),
        }),
      ]),
    ),
  ),
});

export const SignedParts = z.object({
  parts: described(
    'In the order of the request.',
    z.array(
      z.object({
        partNumber: described('From 1.', z.int()),
        url: described('Where to PUT the part. Whoever has it can: do not log it.', z.url()),
        headers: Headers,
        sizeBytes: described('Exact length: S3 refuses any other.', z.int()),
        expiresAt,
      }),
    ),
  ),
});

export const StoredParts = z.object({
  parts: described(
    'Those that S3 lists.',
    z.array(
      z.object({
        partNumber: described('From 1.', z.int()),
        sizeBytes: described('As S3 stored it.', z.int()),
        etag: described('S3’s entity tag of the part.', z.string()),
      }),
    ),
  ),
});
