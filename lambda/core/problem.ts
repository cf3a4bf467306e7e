/**
 * Every error that the API returns. docs/problems.md has a heading for each.
 * Rendered as `application/problem+json` (RFC 9457); `code` is stable, titles may be reworded.
 */
export const problems = {
  'malformed-json': { status: 400, title: 'The body is not JSON' },
  'media-type-not-supported': { status: 415, title: 'The body is not in a form that this route reads' },
  'invalid-request': { status: 400, title: 'The request does not fit the schema' },
  'invalid-cursor': { status: 400, title: 'The cursor is not valid' },
  'request-too-large': { status: 413, title: 'The request is too large' },
  unauthenticated: { status: 401, title: 'The request carries no usable identity' },
  forbidden: { status: 403, title: 'You may not do this' },
  'file-not-found': { status: 404, title: 'There is no such file' },
  'erasure-not-found': { status: 404, title: 'There is no erasure' },
  'grant-not-found': { status: 404, title: 'There is no such grant' },
  'too-many-grants': { status: 409, title: 'The file has too many grants' },
  'revision-mismatch': { status: 412, title: 'The file has changed since you read it' },
  'precondition-not-supported': { status: 412, title: 'The condition is not checked by this route' },
  'file-not-verified': { status: 409, title: 'The file has not been verified yet' },
  'file-not-held': { status: 409, title: 'The file is not held' },
  'file-rejected': { status: 409, title: 'The file was refused and cannot be read' },
  'share-not-found': { status: 404, title: 'There is no such link' },
  'share-password-required': { status: 403, title: 'The link requires a password' },
  'share-password-wrong': { status: 403, title: 'The password is wrong' },
  'too-many-guesses': { status: 429, title: 'Too many wrong passwords were tried' },
  'too-many-shares': { status: 409, title: 'The file has too many links' },
  'file-too-large': { status: 413, title: 'The file is larger than the limit' },
  'quota-exceeded': { status: 403, title: 'Your quota is exceeded' },
  'too-many-uploads': { status: 429, title: 'You have too many pending uploads' },
  'upload-incomplete': { status: 409, title: 'The upload is incomplete' },
  'upload-finished': { status: 409, title: 'The upload is already complete' },
  'upload-ended': { status: 410, title: 'The upload has expired or was aborted' },
  'idempotency-key-reused': { status: 422, title: 'The Idempotency-Key was used for another request' },
  'method-not-suitable': { status: 422, title: 'The file cannot be uploaded with this method' },
  'checksum-not-suitable': { status: 422, title: 'The checksum cannot be verified for this method' },
  'type-not-allowed': { status: 415, title: 'Files of this type are not accepted' },
  conflict: { status: 409, title: 'The file changed during the request' },
  'cdn-not-enabled': { status: 404, title: 'Reads are not through a CDN here' },
  'bind-not-available': { status: 422, title: 'The read cannot be bound to your address' },
  'webhook-not-found': { status: 404, title: 'There is no such webhook endpoint' },
  'webhook-url-refused': { status: 422, title: 'The URL is not allowed for a webhook' },
  'webhook-fixed': { status: 409, title: 'The endpoint is managed by the deployment' },
  'too-many-webhooks': { status: 409, title: 'There are too many webhook endpoints' },
  'problem-not-found': { status: 404, title: 'There is no such problem code' },
  'internal-error': { status: 500, title: 'Something went wrong on our side' },
} as const satisfies Record<string, { status: number; title: string }>;

export type ProblemCode = keyof typeof problems;

/**
 * One invalid field: where (RFC 6901 JSON pointer into the body, or `?name` for a query parameter) and what was
 * expected.
 */
export interface FieldError {
  readonly pointer: string;
  readonly detail: string;
}

/** An error that the client may see. Anything else that is thrown becomes a bare 500 with the request id. */
export class Problem extends Error {
  constructor(
    readonly code: ProblemCode,
    /** One sentence for a person: what was wrong, what was expected, what to do. */
    readonly detail: string,
    readonly errors: readonly FieldError[] = [],
    /** When the client may retry, where that is known. */
    readonly retryAfterSeconds?: number,
    /** How many invalid fields are not in `errors`. */
    readonly errorsOmitted = 0,
  ) {
    super(`${code}: ${detail}`);
    this.name = 'Problem';
  }
}

/** Explains one code. Throws `problem-not-found`. */
export function explainProblem(code: string): { code: string; title: string; status: number } {
  if (!Object.hasOwn(problems, code)) {
    throw new Problem(
      'problem-not-found',
      'No problem of this API has this code; see docs/problems.md for all of them',
    );
  }
  return { code, ...problems[code as ProblemCode] };
}
