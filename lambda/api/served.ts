import type * as z from 'zod/mini';
import type { Subject } from '../core/access/subject.js';
import type { Problem } from '../core/problem.js';
import type { Answer, AnswerName } from './schema/answers.js';
import type { ApiFunction } from '../functions.js';
import type { Route } from './schema/route.js';
import type { Routes } from './routes.js';

type Parsed<Schema> = Schema extends z.ZodMiniType ? z.output<Schema> : undefined;

/** The names in braces, as OpenAPI calls them. */
type PathParameter<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Name | PathParameter<Rest>
  : never;

export interface Input<Row extends Route> {
  /** Undefined on open routes. */
  readonly subject: Row['open'] extends true ? undefined : Subject;
  /** The `{id}` in the path; empty for a path without one. */
  readonly id: string;
  /** The path parameters. */
  readonly path: Readonly<Record<PathParameter<Row['path']>, string>>;
  /** On open routes a function that parses it, so that untrusted input is not parsed before the link was looked up. */
  readonly body: Row['open'] extends true ? () => Parsed<Row['body']> : Parsed<Row['body']>;
  readonly query: Parsed<Row['query']>;
  /** The Accept header. */
  readonly accept: string;
  /** The Accept-Language header. */
  readonly acceptLanguage: string;
  /** Base URL of the API in the client's request. */
  readonly origin: string;
  /** Network address of the client. */
  readonly source: string;
  /** On conditional routes, the revisions in If-Match; undefined for any. */
  readonly ifMatch: Row['conditional'] extends true ? readonly number[] | undefined : undefined;
  /** On idempotent routes, if the client sent one. */
  readonly idempotencyKey: Row['idempotent'] extends true ? string | undefined : undefined;
}

type SuccessOf<Row extends Route> = Row['success'][number];

/** The reply of a route: one of the statuses of its row, with the body of that status. */
export type Reply<Row extends Route> = {
  [Status in SuccessOf<Row>['status']]: {
    readonly status: Status;
    readonly headers?: Readonly<Record<string, string>>;
    /** Values of `Set-Cookie`. */
    readonly cookies?: readonly string[];
    /** For the request's log line: ids, sizes, statuses. Never a name, a URL or a token. */
    readonly log?: Readonly<Record<string, string | number>>;
  } & Content<Extract<SuccessOf<Row>, { status: Status }>>;
}[SuccessOf<Row>['status']];

type Content<Row> =
  | (Row extends { answer: infer Name extends AnswerName }
      ? { readonly body: Answer<Name>; readonly page?: undefined }
      : { readonly body?: undefined; readonly page?: undefined })
  | (Row extends { page: true } ? { readonly page: Page; readonly body?: undefined } : never);

/** HTML page. */
export interface Page {
  readonly html: string;
  /** The headers of the page. */
  readonly headers: Readonly<Record<string, string>>;
}

/** A route and its handler. */
export interface Served<Row extends Route> {
  readonly route: Row;
  readonly answer: (input: Input<Row>) => Promise<Reply<Row>> | Reply<Row>;
  /** The error page of a route that is opened in a browser. */
  readonly refusal?: (
    problem: Problem,
    input: Pick<Input<Row>, 'acceptLanguage' | 'path'>,
  ) => Page | Promise<Page>;
}

export const serve = <Row extends Route>(
  route: Row,
  answer: Served<Row>['answer'],
  refusal?: Served<Row>['refusal'],
): Served<Row> => ({ route, answer, ...(refusal && { refusal }) });

/** All routes of one function, by name: a handler with a missing or foreign route does not compile. */
export type ServedBy<Name extends ApiFunction> = {
  readonly [Key in keyof Routes as Routes[Key]['function'] extends Name ? Key : never]: Served<Routes[Key]>;
};
