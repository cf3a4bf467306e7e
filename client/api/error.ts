import type { ApiErrorCode, ApiErrorStatus, StoredFile } from './contract.js';

/** What never reached the API's own code, or went wrong after it: each code with its HTTP status, 0 where there is none. */
export interface TransportErrorStatus {
  /** No answer: offline, a name that does not resolve, or an origin that CORS does not allow. */
  readonly network: 0;
  /** The gateway knows no such path: `apiUrl` is probably wrong. */
  readonly 'route-not-found': 404;
  /** The gateway's limit on a request's JSON, not on the file. */
  readonly 'request-too-large': 413;
  readonly 'too-many-requests': 429;
  readonly 'service-unavailable': number;
  /** An answer that is not the API's: a proxy or a login page in between. */
  readonly 'unexpected-answer': number;
  /** Fresh signatures ran out before the bytes were through, again and again: is the clock of this machine's storage right? */
  readonly 'upload-expired': 403;
  /** Storage would not take or give the bytes; `storageCode` is its own code. */
  readonly 'storage-refused': number;
  /** The verdict took longer than the caller wanted to wait; `file` may still be verified. */
  readonly 'verdict-timeout': 0;
}

export type TransportErrorCode = keyof TransportErrorStatus;

/** A newer API may give codes that this version does not know: keep a `default` in a switch. */
export type WaybillErrorCode = ApiErrorCode | TransportErrorCode;

/** One field that was wrong: where (RFC 6901 JSON pointer into the body, or `?name`) and what was expected. */
export interface FieldError {
  readonly pointer: string;
  readonly detail: string;
}

/** What every failure tells. */
interface Failure extends Error {
  readonly name: 'WaybillError';
  /** One sentence for a person. */
  readonly detail: string;
  /** Names the request in the service's logs. */
  readonly requestId: string | undefined;
  /** The fields that were wrong; empty where it was none of them. */
  readonly errors: readonly FieldError[];
  /** The same request may succeed later. Repeatable requests were already tried a few times. */
  readonly retryable: boolean;
  /** How long the service asked to wait, where it did. */
  readonly retryAfterSeconds: number | undefined;
}

type Statuses = ApiErrorStatus & TransportErrorStatus;

/** What only some failures tell. */
interface Facts {
  readonly network: {
    /** Its kind as the runtime names it, such as `ECONNREFUSED`. */
    readonly cause: string | undefined;
  };
  readonly 'storage-refused': {
    /** S3's own code, such as `EntityTooLarge`. */
    readonly storageCode: string | undefined;
  };
  readonly 'verdict-timeout': {
    /** As it was last seen. */
    readonly file: StoredFile;
  };
}

/**
 * Every failure of this package is one of these; branch on `code`, which narrows the rest. (An abort is none: it
 * rejects with the signal's own reason, as `fetch` does.) Holds no token and no signed URL, so it may be logged.
 */
export type WaybillError<Code extends WaybillErrorCode = WaybillErrorCode> = Code extends unknown
  ? Failure & { readonly code: Code; readonly status: Statuses[Code] } & (Code extends keyof Facts
        ? Facts[Code]
        : unknown)
  : never;

export interface WaybillErrorOptions {
  readonly status?: number | undefined;
  readonly requestId?: string | undefined;
  readonly errors?: readonly FieldError[] | undefined;
  readonly retryable?: boolean | undefined;
  readonly retryAfterSeconds?: number | undefined;
  readonly cause?: unknown;
  readonly storageCode?: string | undefined;
  readonly file?: StoredFile | undefined;
}

class OneError extends Error {
  constructor(code: string, detail: string, options: WaybillErrorOptions = {}) {
    super(`${code}: ${detail}`);
    const { status = 0, errors = [], retryable = false } = options;
    Object.assign(this, { name: 'WaybillError', code, detail }, options, { status, errors, retryable });
  }
}

/** The class of all failures: `error instanceof WaybillError`. */
export const WaybillError = OneError as unknown as {
  readonly prototype: WaybillError;
  new (code: WaybillErrorCode | (string & {}), detail: string, options?: WaybillErrorOptions): WaybillError;
};

/**
 * Whether it is a failure of this package, of one of these codes where any are given; tells the compiler, too.
 * @example
 * if (isWaybillError(error, 'quota-exceeded', 'too-many-uploads')) askForPatience(error.detail);
 */
export function isWaybillError<Code extends WaybillErrorCode = WaybillErrorCode>(
  error: unknown,
  ...codes: readonly Code[]
): error is WaybillError<Code> {
  return error instanceof WaybillError && (codes.length === 0 || codes.includes(error.code as Code));
}
