import type * as z from 'zod/mini';
import type { Permission } from '../../core/access/permission.js';
import type { ProblemCode } from '../../core/problem.js';
import type { ApiFunction } from '../../functions.js';
import type { AnswerName } from './answers.js';

export interface Success {
  readonly status: 200 | 201 | 202 | 204 | 302 | 303;
  /** By name: functions do not validate responses, so no bundle contains these schemas. */
  readonly answer?: AnswerName;
  /** A page, unless JSON is requested. @default false */
  readonly page?: true;
}

/** Twice the largest valid request: 16 entries of metadata are at most 28 KB of UTF-8. */
export const maxBodyBytes = 64 * 1024;

interface Row {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PATCH' | 'DELETE';
  readonly path: `/${string}`;
  readonly function: ApiFunction;
  readonly summary: string;
  /** Schema of the JSON body; a route without one accepts no body. */
  readonly body?: z.ZodMiniType;
  /** A larger body is refused before it is parsed. @default `maxBodyBytes` */
  readonly maxBodyBytes?: number;
  /** The body may be omitted, which means an empty object. @default false */
  readonly bodyOptional?: true;
  /** The body may also be an HTML form. @default false */
  readonly form?: true;
  /** Schema of the query string. */
  readonly query?: z.ZodMiniObject;
  /** Supports the header Idempotency-Key. @default false */
  readonly idempotent?: true;
  /** For browsers: errors are pages too, unless JSON is requested. @default false */
  readonly forPeople?: true;
  /** Supports the header If-Match: the change is conditional on the revision (optimistic locking). @default false */
  readonly conditional?: true;
  /**
   * The answer has an ETag: of the record's revision, or of its content. A read with If-None-Match gets 304 if it is the
   * same (RFC 9110 section 13.1.2). @default none
   */
  readonly etag?: 'revision' | 'content';
  /** Of a success that is the same for every caller. @default no-store */
  readonly cacheControl?: string;
  /** Each successful response; most routes have one. */
  readonly success: readonly Success[];
  /**
   * Besides those of every route: `request-too-large` and `internal-error`; with a body `media-type-not-supported`;
   * unless it is safe `precondition-not-supported`; and unless it is open `unauthenticated`, `forbidden` and
   * `invalid-request` (unknown query parameters).
   */
  readonly problems: readonly ProblemCode[];
}

/** RFC 9110 section 9.2.1: changes nothing. */
export const isSafe = (method: Row['method']): boolean => method === 'GET' || method === 'HEAD';

/** One row of the route table, the source for the gateway, the dispatcher, the OpenAPI document and the README. */
export type Route = Row &
  (
    | {
        /** The permission that the caller needs. */
        readonly permission: Permission;
        readonly open?: undefined;
      }
    | {
        /** Needs no token. */
        readonly open: true;
        readonly permission?: undefined;
      }
  );
