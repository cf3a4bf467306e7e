import type * as z from 'zod/mini';
import type { Permission } from '../../core/access/permission.js';
import type { ProblemCode } from '../../core/problem.js';
import type { ApiFunction } from '../../functions.js';
import type { AnswerName } from './answers.js';

export interface Success {
  readonly status: 200 | 201 | 202 | 204 | 302 | 303;
  /** Named, not held: functions render answers, they do not check them, so no bundle carries these schemas. */
  readonly answer?: AnswerName;
  /** A page, unless JSON is asked for. @default false */
  readonly page?: true;
}

/** All that a request may say fits in, twice over: 16 entries of metadata are at most 28 KB of UTF-8. */
export const maxBodyBytes = 64 * 1024;

interface Row {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PATCH' | 'DELETE';
  readonly path: `/${string}`;
  readonly function: ApiFunction;
  readonly summary: string;
  /** Schema of the JSON body; a route without one takes none. */
  readonly body?: z.ZodMiniType;
  /** A body of more bytes is refused before it is parsed. @default `maxBodyBytes` */
  readonly maxBodyBytes?: number;
  /** The body may be left out, which is an empty object. @default false */
  readonly bodyOptional?: true;
  /** The body may also come as an HTML form. @default false */
  readonly form?: true;
  /** Schema of the query string. */
  readonly query?: z.ZodMiniObject;
  /** The header Idempotency-Key is heeded. @default false */
  readonly idempotent?: true;
  /** People open it: refusals are pages too, unless JSON is asked for. @default false */
  readonly forPeople?: true;
  /** The header If-Match is heeded: the change is made only on a revision that it names. @default false */
  readonly conditional?: true;
  /** Each answer that is not a problem; most routes have one. */
  readonly success: readonly Success[];
  /** Besides what any route can give (`request-too-large` and `internal-error`, and `unauthenticated` and `forbidden` unless it is open). */
  readonly problems: readonly ProblemCode[];
}

/** One row of the route table: everything that the gateway, the dispatcher, the OpenAPI document and the README say of it. */
export type Route = Row &
  (
    | {
        /** What the caller must be allowed to do. */
        readonly permission: Permission;
        readonly open?: undefined;
      }
    | {
        /** Needs no token. */
        readonly open: true;
        readonly permission?: undefined;
      }
  );
