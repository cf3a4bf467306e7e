import type { ApiErrorCode, ApiErrorStatus, StoredFile } from './contract.js';

/** Failures that are not from the API: each code with its HTTP status, 0 without one. */
export interface TransportErrorStatus {
  /** No response: offline, an unknown host, or an origin that CORS does not allow. */
  readonly network: 0;
  /** The gateway has no such route: `apiUrl` is probably wrong. */
  readonly 'route-not-found': 404;
  readonly 'too-many-requests': 429;
  readonly 'service-unavailable': number;
  /** A response that is not from the API: a proxy or a login page in between. */
  readonly 'unexpected-answer': number;
  /** New URLs expired repeatedly before all bytes were sent: the clock of the storage may be wrong. */
  readonly 'upload-expired': 403;
  /** S3 rejected the request; `storageCode` is its own code. */
  readonly 'storage-refused': number;
  /** There was no verdict within the caller's timeout; `file` may still be verified. */
  readonly 'verdict-timeout': 0;
}

export type TransportErrorCode = keyof TransportErrorStatus;

/** A newer API may return codes that this version does not have: keep a `default` in a switch. */
export type WaybillErrorCode = ApiErrorCode | TransportErrorCode;

/** One invalid field: where (RFC 6901 JSON pointer into the body, or `?name`) and what was expected. */
export interface FieldError {
  readonly pointer: string;
  readonly detail: string;
}

/** Properties of every failure. */
interface Failure extends Error {
  readonly name: 'WaybillError';
  /** One sentence for people. */
  readonly detail: string;
  /** Identifies the request in the service's logs. */
  readonly requestId: string | undefined;
  /** The invalid fields; empty for other failures. */
  readonly errors: readonly FieldError[];
  /** The same request may succeed later. Idempotent requests were already retried. */
  readonly retryable: boolean;
  /** The delay that the service requested, if any. */
  readonly retryAfterSeconds: number | undefined;
}

type Statuses = ApiErrorStatus & TransportErrorStatus;

/** Properties of some failures. */
interface Facts {
  readonly network: {
    /** The kind of the error in this runtime, such as `ECONNREFUSED`. */
    readonly cause: string | undefined;
  };
  readonly 'storage-refused': {
    /** S3's own code, such as `EntityTooLarge`. */
    readonly storageCode: string | undefined;
  };
  readonly 'verdict-timeout': {
    /** As last seen. */
    readonly file: StoredFile;
  };
}

/**
 * Every failure of this package; branch on `code`, which narrows the type. (An abort is not one: it rejects with the
 * signal's reason, as `fetch` does.) Contains no token and no presigned URL, so it may be logged.
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
 * Whether it is a failure of this package, optionally with one of these codes; a type guard.
 * @example if (isWaybillError(error, 'quota-exceeded', 'too-many-uploads')) askForPatience(error.detail);
 */
export function isWaybillError<Code extends WaybillErrorCode = WaybillErrorCode>(
  error: unknown,
  ...codes: readonly Code[]
): error is WaybillError<Code> {
  return error instanceof WaybillError && (codes.length === 0 || codes.includes(error.code as Code));
}
