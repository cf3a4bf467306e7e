import * as z from 'zod/mini';
import { described } from './described.js';

const perOwner = z.nullable(z.int());

const Limits = z.object({
  minSizeBytes: described(
    'Of the smallest file that may be uploaded; at 0 a file may be empty where its type can be.',
    z.int(),
  ),
  maxSizeBytes: described('Of the largest file that may be uploaded.', z.int()),
  multipartThresholdBytes: described(
    'Larger files are sent in parts, unless the client chooses otherwise.',
    z.int(),
  ),
  allowedTypes: described(
    'Media types that may be uploaded, lower case, without parameters.',
    z.array(z.string()),
  ),
  uploadExpiresInSeconds: described('Lifetime of a presigned PUT or form.', z.int()),
  partExpiresInSeconds: described('Lifetime of a presigned part.', z.int()),
  uploadLifeSeconds: described(
    'How long after its creation an upload can be renewed, and its parts presigned.',
    z.int(),
  ),
  readExpiresInSeconds: described('Lifetime of a presigned read.', z.int()),
  maxFiles: described('Maximum of files of one owner; `null` without a limit.', perOwner),
  maxBytes: described('Maximum of bytes of one owner; `null` without a limit.', perOwner),
  maxPendingUploads: described('Maximum of pending uploads of one owner; `null` without a limit.', perOwner),
  retentionSeconds: described(
    'How long files are kept, and the maximum for `expiresInSeconds`; `null` without retention.',
    z.nullable(z.int()),
  ),
});

export const Health = z.object({
  status: described('The service is available.', z.literal('ok')),
  limits: described('The limits of the service.', Limits),
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
  requestId: described('Identifies the request in the service’s logs.', z.string()),
  errors: described('The invalid fields, if any.', z.optional(z.array(FieldError))),
  errorsOmitted: described('The number of invalid fields that are not in `errors`.', z.optional(z.int())),
});

export const ProblemType = z.object({
  code: described('Of the problem.', z.string()),
  title: described('What it means.', z.string()),
  status: described('Its HTTP status.', z.int()),
});

/** Where the gateway refuses a request before a function sees it (API Gateway developer guide, "HTTP APIs"). */
export const GatewayError = z.object({
  message: described('Such as `Unauthorized` or `Too Many Requests`. It may be reworded.', z.string()),
});

/** What the answers are made of, by their names in the OpenAPI document. */
export const serviceParts = { Limits, FieldError } as const;
