import type { ApiErrorCode, ApiErrorStatus, StoredFile } from './contract.js';

/** Failures before or after the API's own code: each code with its HTTP status, 0 where there is no answer. */
export interface TransportErrorStatus {
  /** No answer: offline, a name that does not resolve, or an origin that CORS does not allow. */
  readonly network: 0;
  /** The gateway knows no such path: `apiUrl` is probably wrong. */
  readonly 'route-not-found': 404;
  /** The stage or the route is throttled. */
  readonly 'too-many-requests': 429;
  /** The gateway or the service failed, at every attempt. */
  readonly 'service-unavailable': number;
  /** An answer that is not the API's: a proxy or a login page in between. */
  readonly 'unexpected-answer': number;
  /** Fresh signatures expired before the bytes were sent, at every attempt: is a clock wrong? */
  readonly 'upload-expired': 403;
  /** Storage refused the request for bytes; `storageCode` is its own code. */
  readonly 'storage-refused': number;
  /** There was no verdict within `timeoutInSeconds`; the file may still be verified. */
  readonly 'verdict-timeout': 0;
}

/** Codes of failures before or after the API's own code. */
export type TransportErrorCode = keyof TransportErrorStatus;

/** The HTTP status of each code, 0 where there is no answer. */
export interface WaybillErrorStatus extends ApiErrorStatus, TransportErrorStatus {}

/** Every code. A newer API may have others: keep a `default` in a switch. */
export type WaybillErrorCode = ApiErrorCode | TransportErrorCode;

/** One field of a request that was wrong. */
export interface FieldError {
  /** Where: an RFC 6901 JSON pointer into the body, `?name` of a query parameter, or the name of a header. */
  readonly pointer: string;
  /** What was wrong, and what was expected. */
  readonly detail: string;
}

/** What every failure holds. */
export interface WaybillFailure<Code extends WaybillErrorCode = WaybillErrorCode> extends Error {
  /** Of the class. */
  readonly name: 'WaybillError';
  /** Says what failed: branch on it. */
  readonly code: Code;
  /** HTTP status of the answer; 0 where there is none. */
  readonly status: WaybillErrorStatus[Code];
  /** One sentence for a person. It may be reworded. */
  readonly detail: string;
  /** Finds the request in the service's logs; `undefined` where it did not reach them. */
  readonly requestId: string | undefined;
  /** The fields that were wrong; empty where it was none of them. */
  readonly errors: readonly FieldError[];
  /** Whether the same request may succeed later. Requests that may be repeated were, with backoff. */
  readonly retryable: boolean;
  /** Seconds that the service asked to wait; `undefined` where it did not. */
  readonly retryAfterSeconds: number | undefined;
}

/** What a `network` failure holds besides. */
export interface NetworkErrorFacts {
  /** Its kind as the runtime names it, such as `ECONNREFUSED`; `undefined` where it names none. */
  readonly cause: string | undefined;
}

/** What a `storage-refused` failure holds besides. */
export interface StorageErrorFacts {
  /** S3's own code, such as `EntityTooLarge`; `undefined` where the answer has none. */
  readonly storageCode: string | undefined;
}

/** What a `verdict-timeout` failure holds besides. */
export interface TimeoutErrorFacts {
  /** The file as it was last seen. */
  readonly file: StoredFile;
}

/** What only some failures hold, by their code. */
export interface WaybillErrorFacts {
  /** Which failure it was. */
  readonly network: NetworkErrorFacts;
  /** What storage said. */
  readonly 'storage-refused': StorageErrorFacts;
  /** How far the file came. */
  readonly 'verdict-timeout': TimeoutErrorFacts;
}

/**
 * Every failure of this package is one of these; branch on `code`, which narrows the rest. (An abort is none: it
 * rejects with the signal's own reason, as `fetch` does.) Holds no token and no presigned URL, so it may be logged.
 */
export type WaybillError<Code extends WaybillErrorCode = WaybillErrorCode> = Code extends unknown
  ? WaybillFailure<Code> & (Code extends keyof WaybillErrorFacts ? WaybillErrorFacts[Code] : unknown)
  : never;

/** What a `WaybillError` is made of, for tests of code that handles one. */
export interface WaybillErrorOptions {
  /**
   * HTTP status of the answer.
   * @default 0
   */
  readonly status?: number | undefined;
  /**
   * Finds the request in the service's logs.
   * @default undefined
   */
  readonly requestId?: string | undefined;
  /**
   * The fields that were wrong.
   * @default none
   */
  readonly errors?: readonly FieldError[] | undefined;
  /**
   * Whether the same request may succeed later.
   * @default false
   */
  readonly retryable?: boolean | undefined;
  /**
   * Seconds that the service asked to wait.
   * @default undefined
   */
  readonly retryAfterSeconds?: number | undefined;
  /**
   * Of a `network` failure: its kind.
   * @default undefined
   */
  readonly cause?: unknown;
  /**
   * Of a `storage-refused` failure: S3's own code.
   * @default undefined
   */
  readonly storageCode?: string | undefined;
  /**
   * Of a `verdict-timeout` failure: the file as it was last seen.
   * @default undefined
   */
  readonly file?: StoredFile | undefined;
}

/** The class of all failures. */
export interface WaybillErrorClass {
  /** What `instanceof` looks for. */
  readonly prototype: WaybillError;
  /**
   * Makes a failure.
   * @param code says what failed
   * @param detail one sentence for a person
   * @param options what else it holds
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
 * Says whether it is a failure of this package, and with one of these codes where any are given: to the compiler too.
 *
 * @param error what was caught
 * @param codes any of which it may have; none: every code
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
