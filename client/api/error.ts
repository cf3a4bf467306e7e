import type { ApiErrorCode, ApiErrorStatus, StoredFile } from './contract.js';

/** Failures that are not from the API: each code with its HTTP status, 0 without a response. */
export interface TransportErrorStatus {
  /** No response: offline, an unknown host, or an origin that CORS does not allow. */
  readonly network: 0;
  /** The gateway has no such route: `apiUrl` is probably wrong. */
  readonly 'route-not-found': 404;
  /** The stage or the route is throttled. */
  readonly 'too-many-requests': 429;
  /** The gateway or the service failed, at every attempt. */
  readonly 'service-unavailable': number;
  /** A response that is not from the API: a proxy or a login page in between. */
  readonly 'unexpected-answer': number;
  /** New URLs expired before the bytes were sent, at every attempt: a clock may be wrong. */
  readonly 'upload-expired': 403;
  /** S3 refused the request; `storageCode` is its own code. */
  readonly 'storage-refused': number;
  /** There was no verdict within `timeoutInSeconds`; the file may still be verified. */
  readonly 'verdict-timeout': 0;
}

/** Codes of failures that are not from the API. */
export type TransportErrorCode = keyof TransportErrorStatus;

/** The HTTP status of each code, 0 without a response. */
export interface WaybillErrorStatus extends ApiErrorStatus, TransportErrorStatus {}

/** Every code. A newer API may have others: keep a `default` in a switch. */
export type WaybillErrorCode = ApiErrorCode | TransportErrorCode;

/** One invalid field of a request. */
export interface FieldError {
  /** Where: an RFC 6901 JSON pointer into the body, `?name` of a query parameter, or the name of a header. */
  readonly pointer: string;
  /** What was wrong, and what was expected. */
  readonly detail: string;
}

/** Properties of every failure. */
export interface WaybillFailure<Code extends WaybillErrorCode = WaybillErrorCode> extends Error {
  /** Of the class. */
  readonly name: 'WaybillError';
  /** Says what failed: branch on it. */
  readonly code: Code;
  /** HTTP status of the response; 0 without one. */
  readonly status: WaybillErrorStatus[Code];
  /** One sentence for a person. It may be reworded. */
  readonly detail: string;
  /** Identifies the request in the service's logs; `undefined` if it did not reach the service. */
  readonly requestId: string | undefined;
  /** The invalid fields; empty for other failures. */
  readonly errors: readonly FieldError[];
  /** Whether the same request may succeed later. Idempotent requests were already retried with backoff. */
  readonly retryable: boolean;
  /** The delay in seconds that the service requested; `undefined` if it did not. */
  readonly retryAfterSeconds: number | undefined;
}

/** Further properties of a `network` failure. */
export interface NetworkErrorFacts {
  /** The kind of the error in this runtime, such as `ECONNREFUSED`; `undefined` if it has none. */
  readonly cause: string | undefined;
  /** The host of the API or of S3 that was requested; `undefined` after a timeout. */
  readonly host: string | undefined;
}

/** Further properties of a `storage-refused` failure. */
export interface StorageErrorFacts {
  /** S3's own code, such as `EntityTooLarge`; `undefined` if the response has none. */
  readonly storageCode: string | undefined;
}

/** Further properties of a `verdict-timeout` failure. */
export interface TimeoutErrorFacts {
  /** The file as last seen. */
  readonly file: StoredFile;
}

/** Further properties of failures, by their code. */
export interface WaybillErrorFacts {
  /** Which failure it was. */
  readonly network: NetworkErrorFacts;
  /** The details of S3's error. */
  readonly 'storage-refused': StorageErrorFacts;
  /** The last status of the file. */
  readonly 'verdict-timeout': TimeoutErrorFacts;
}

/**
 * Every failure of this package; branch on `code`, which narrows the type. (An abort is not one: it rejects with the
 * signal's reason, as `fetch` does.) Contains no token and no presigned URL, so it may be logged.
 */
export type WaybillError<Code extends WaybillErrorCode = WaybillErrorCode> = Code extends unknown
  ? WaybillFailure<Code> & (Code extends keyof WaybillErrorFacts ? WaybillErrorFacts[Code] : unknown)
  : never;

/** The properties of a new `WaybillError`, for tests of code that handles one. */
export interface WaybillErrorOptions {
  /**
   * HTTP status of the response.
   * @default 0
   */
  readonly status?: number | undefined;
  /**
   * Identifies the request in the service's logs.
   * @default undefined
   */
  readonly requestId?: string | undefined;
  /**
   * The invalid fields.
   * @default none
   */
  readonly errors?: readonly FieldError[] | undefined;
  /**
   * Whether the same request may succeed later.
   * @default false
   */
  readonly retryable?: boolean | undefined;
  /**
   * The delay in seconds that the service requested.
   * @default undefined
   */
  readonly retryAfterSeconds?: number | undefined;
  /**
   * Of a `network` failure: its kind.
   * @default undefined
   */
  readonly cause?: unknown;
  /**
   * Of a `network` failure: the requested host.
   * @default undefined
   */
  readonly host?: string | undefined;
  /**
   * Of a `storage-refused` failure: S3's own code.
   * @default undefined
   */
  readonly storageCode?: string | undefined;
  /**
   * Of a `verdict-timeout` failure: the file as last seen.
   * @default undefined
   */
  readonly file?: StoredFile | undefined;
}

/** The class of all failures. */
export interface WaybillErrorClass {
  /** For `instanceof`. */
  readonly prototype: WaybillError;
  /**
   * Creates a failure.
   * @param code of the failure
   * @param detail one sentence for people
   * @param options further properties
   */
  new (code: WaybillErrorCode | (string & {}), detail: string, options?: WaybillErrorOptions): WaybillError;
}

class OneError extends Error {
  constructor(code: string, detail: string, options: WaybillErrorOptions = {}) {
    super(`${code}: ${detail}`);
    const { status = 0, errors = [], retryable = false } = options;
    Object.assign(this, { name: 'WaybillError', code, detail }, options, { status, errors, retryable });
  }
}

/**
 * The class of all failures, for `instanceof`.
 * @example
 * import { WaybillError } from '@waybill/client';
 *
 * if (error instanceof WaybillError) show(error.detail);
 */
export const WaybillError = OneError as unknown as WaybillErrorClass;

/**
 * Whether it is a failure of this package, optionally with one of these codes; a type guard.
 *
 * @param error what was caught
 * @param codes the codes to match; none: every code
 * @returns whether it is
 * @example
 * import { isWaybillError } from '@waybill/client';
 *
 * if (isWaybillError(error, 'quota-exceeded', 'too-many-uploads')) show(error.detail);
 */
export function isWaybillError<Code extends WaybillErrorCode = WaybillErrorCode>(
  error: unknown,
  ...codes: readonly Code[]
): error is WaybillError<Code> {
  return error instanceof WaybillError && (codes.length === 0 || codes.includes(error.code as Code));
}
