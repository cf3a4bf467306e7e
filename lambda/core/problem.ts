/**
 * Every refusal a client can meet. The documentation's error page is made from this table.
 * Rendered as `application/problem+json` (RFC 9457); `code` is stable, titles may be reworded.
 */
export const problems = {
  'malformed-json': { status: 400, title: 'The body is not JSON' },
  'invalid-request': { status: 400, title: 'The request does not fit the schema' },
  'invalid-cursor': { status: 400, title: 'The cursor is not one that a list gave' },
  'request-too-large': { status: 413, title: 'The request is larger than any that is read' },
  unauthenticated: { status: 401, title: 'The request carries no usable identity' },
  forbidden: { status: 403, title: 'You may not do this' },
  'file-not-found': { status: 404, title: 'There is no such file' },
  'erasure-not-found': { status: 404, title: 'There was no erasure' },
  'grant-not-found': { status: 404, title: 'There is no such grant' },
  'too-many-grants': { status: 409, title: 'The file is granted to as many as it may be' },
  'revision-mismatch': { status: 412, title: 'The file has changed since you read it' },
  'file-not-verified': { status: 409, title: 'The file has not been verified yet' },
  'file-not-held': { status: 409, title: 'The file does not wait for a decision' },
  'file-rejected': { status: 409, title: 'The file was refused and cannot be read' },
  'share-not-found': { status: 404, title: 'There is no such link' },
  'share-password-required': { status: 403, title: 'The link opens with a password' },
  'share-password-wrong': { status: 403, title: 'The password is not that of the link' },
  'too-many-guesses': { status: 429, title: 'Too many passwords were tried' },
  'too-many-shares': { status: 409, title: 'The file has too many links' },
  'file-too-large': { status: 413, title: 'The file is larger than the limit' },
  'quota-exceeded': { status: 403, title: 'You have no room left' },
  'too-many-uploads': { status: 429, title: 'Too many of your uploads are under way' },
  'upload-incomplete': { status: 409, title: 'Not all of the file has arrived' },
  'upload-finished': { status: 409, title: 'The upload has ended with a file' },
  'upload-ended': { status: 410, title: 'The upload has ended without a file' },
  'idempotency-key-reused': { status: 422, title: 'The Idempotency-Key stands for another request' },
  'method-not-suitable': { status: 422, title: 'The file cannot be sent in this way' },
  'checksum-not-suitable': { status: 422, title: 'The checksum cannot be checked for this method' },
  'type-not-allowed': { status: 415, title: 'Files of this type are not accepted' },
  conflict: { status: 409, title: 'The file changed while the request was under way' },
  'webhook-not-found': { status: 404, title: 'There is no such webhook endpoint' },
  'webhook-url-refused': { status: 422, title: 'Nothing is sent to this URL' },
  'webhook-fixed': { status: 409, title: 'The endpoint comes with the deployment' },
  'too-many-webhooks': { status: 409, title: 'There are as many endpoints as there may be' },
  'problem-not-found': { status: 404, title: 'There is no such problem code' },
  'internal-error': { status: 500, title: 'Something went wrong on our side' },
} as const satisfies Record<string, { status: number; title: string }>;

export type ProblemCode = keyof typeof problems;

/** One field that was wrong: where (RFC 6901 JSON pointer into the body, or `?name` for a query parameter) and what was expected. */
export interface FieldError {
  readonly pointer: string;
  readonly detail: string;
}

/** A refusal that the client may see. Anything else that is thrown becomes a bare 500 with the request id. */
export class Problem extends Error {
  constructor(
    readonly code: ProblemCode,
    /** One sentence for a person: what was wrong, what was expected, what to do. */
    readonly detail: string,
    readonly errors: readonly FieldError[] = [],
    /** Where it is known when to ask again. */
    readonly retryAfterSeconds?: number,
    /** How many more fields were wrong than `errors` names. */
    readonly errorsOmitted = 0,
  ) {
    super(`${code}: ${detail}`);
    this.name = 'Problem';
  }
}

/** What the API says of one code. Refuses with `problem-not-found`. */
export function explainProblem(code: string): { code: string; title: string; status: number } {
  if (!Object.hasOwn(problems, code)) {
    throw new Problem(
      'problem-not-found',
      'No problem of this API has this code; see docs/problems.md for all of them',
    );
  }
  return { code, ...problems[code as ProblemCode] };
}
