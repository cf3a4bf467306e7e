import type { Route } from '../lambda/api/route.js';

/** Codes that the API itself gives, from its table of problems. */
export type ApiErrorCode = Route['problems'][number];

/** Codes for what never reached the API's own code, or went wrong after it. */
export type TransportErrorCode =
  /** No answer: offline, a name that does not resolve, or an origin that CORS does not allow. */
  | 'network'
  /** The token's roles do not allow it, or the gateway's own 403. */
  | 'forbidden'
  /** The gateway knows no such path: `apiUrl` is probably wrong. */
  | 'route-not-found'
  /** The gateway's limit on a request's JSON, not on the file. */
  | 'request-too-large'
  | 'too-many-requests'
  | 'service-unavailable'
  /** An answer that is not the API's: a proxy or a login page in between. */
  | 'unexpected-answer'
  /** Fresh signatures ran out before the bytes were through, again and again: is the clock of this machine's storage right? */
  | 'upload-expired'
  /** Storage would not take or give the bytes; `detail` holds its own code. */
  | 'storage-refused'
  /** The verdict took longer than the caller wanted to wait; the file may still be verified. */
  | 'verdict-timeout';

/** Any string: a newer API may give codes that this version does not know. */
export type WaybillErrorCode = ApiErrorCode | TransportErrorCode | (string & Record<never, never>);

/** One field that was wrong: where (RFC 6901 JSON pointer into the body, or `?name`) and what was expected. */
export interface FieldError {
  readonly pointer: string;
  readonly detail: string;
}

export interface WaybillErrorOptions {
  readonly status?: number;
  readonly requestId?: string;
  readonly errors?: readonly FieldError[];
  readonly retryable?: boolean;
  readonly retryAfterSeconds?: number;
  readonly cause?: unknown;
}

/**
 * Every failure of this package is one of these; branch on `code`. (An abort is none: it rejects with the
 * signal's own reason, as `fetch` does.) Holds no token and no signed URL, so it may be logged.
 */
export class WaybillError extends Error {
  /** HTTP status; 0 where there was no answer. */
  readonly status: number;
  /** Names the request in the service's logs. */
  readonly requestId: string | undefined;
  /** The fields that were wrong, for `invalid-request`. */
  readonly errors: readonly FieldError[];
  /** The same request may succeed later. Repeatable requests were already tried a few times. */
  readonly retryable: boolean;
  /** How long the service asked to wait, where it did. */
  readonly retryAfterSeconds: number | undefined;

  constructor(
    readonly code: WaybillErrorCode,
    /** One sentence for a person. */
    readonly detail: string,
    options: WaybillErrorOptions = {},
  ) {
    super(`${code}: ${detail}`, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'WaybillError';
    this.status = options.status ?? 0;
    this.requestId = options.requestId;
    this.errors = options.errors ?? [];
    this.retryable = options.retryable ?? false;
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}
