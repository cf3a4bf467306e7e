import * as z from 'zod/mini';
import { described } from './described.js';

const perOwner = z.nullable(z.int());

const Limits = z.object({
  maxSizeBytes: described('Of the largest file that may be uploaded.', z.int()),
  multipartThresholdBytes: described(
    'Files above this size are sent in parts, unless the client chooses otherwise.',
    z.int(),
  ),
  allowedTypes: described(
    'Media types that may be uploaded, lower case, without parameters.',
    z.array(z.string()),
  ),
  uploadExpiresInSeconds: described('Life of a presigned PUT or form.', z.int()),
  partExpiresInSeconds: described('Life of a presigned part.', z.int()),
  uploadLifeSeconds: described(
    'How long an upload may be renewed, and its parts signed, from its creation.',
    z.int(),
  ),
  readExpiresInSeconds: described('Life of a presigned read.', z.int()),
  maxFiles: described('Files that one owner may have; `null` where there is no limit.', perOwner),
  maxBytes: described(
    'Bytes that one owner’s files may have together; `null` where there is no limit.',
    perOwner,
  ),
  maxPendingUploads: described(
    'Uploads of one owner that may be under way at once; `null` where there is no limit.',
    perOwner,
  ),
  retentionSeconds: described(
    'How long files are kept, and the longest that an upload may ask for; `null` where they are kept until somebody deletes them.',
    z.nullable(z.int()),
  ),
});

export const Health = z.object({
  status: described('The service answers.', z.literal('ok')),
  limits: described('What the service accepts.', Limits),
});

export const OpenApi = z.looseObject({ openapi: described('Version of OpenAPI.', z.string()) });

const FieldError = z.object({
  pointer: described(
    'Where: a JSON pointer into the body (RFC 6901), `?name` of a query parameter, or the name of a header.',
    z.string(),
  ),
  detail: described('What was wrong, and what was expected.', z.string()),
});

/** RFC 9457. */
export const ProblemDocument = z.object({
  type: described('Address of a page about the code.', z.url()),
  title: described('The same for each problem of this code. It may be reworded.', z.string()),
  status: described('The HTTP status.', z.int()),
  detail: described('One sentence about this request. It may be reworded.', z.string()),
  code: described('Stable: branch on it.', z.string()),
  requestId: described('Finds the request in the service’s logs.', z.string()),
  errors: described('The fields that were wrong, where it was fields.', z.optional(z.array(FieldError))),
  errorsOmitted: described('How many more fields were wrong than `errors` names.', z.optional(z.int())),
});

export const ProblemType = z.object({
  code: described('Of the problem.', z.string()),
  title: described('What it means.', z.string()),
  status: described('Its HTTP status.', z.int()),
});
