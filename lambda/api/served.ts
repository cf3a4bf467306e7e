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
  /** Absent on open routes. */
  readonly subject: Row['open'] extends true ? undefined : Subject;
  /** The `{id}` in the path; empty where the path has none. */
  readonly id: string;
  /** What stands in the path where the route has braces. */
  readonly path: Readonly<Record<PathParameter<Row['path']>, string>>;
  /** On open routes a function that parses it, so that nothing of a stranger's is read before its place is looked up. */
  readonly body: Row['open'] extends true ? () => Parsed<Row['body']> : Parsed<Row['body']>;
  readonly query: Parsed<Row['query']>;
  /** The Accept header. */
  readonly accept: string;
  /** The Accept-Language header. */
  readonly acceptLanguage: string;
  /** Of the API, as the client reached it. */
  readonly origin: string;
  /** Network address of who asks. */
  readonly source: string;
  /** On conditional routes, the revisions that the client named in If-Match; undefined where any will do. */
  readonly ifMatch: Row['conditional'] extends true ? readonly number[] | undefined : undefined;
  /** On idempotent routes, where the client sent one. */
  readonly idempotencyKey: Row['idempotent'] extends true ? string | undefined : undefined;
}

type SuccessOf<Row extends Route> = Row['success'][number];

/** What a route may answer: one of the statuses of its row, with the body that the row names for it. */
export type Reply<Row extends Route> = {
  [Status in SuccessOf<Row>['status']]: {
    readonly status: Status;
    readonly headers?: Readonly<Record<string, string>>;
    /** Goes into the request's log line: ids, sizes, states. Never a name, a URL or a token. */
    readonly log?: Readonly<Record<string, string | number>>;
  } & Content<Extract<SuccessOf<Row>, { status: Status }>>;
}[SuccessOf<Row>['status']];

type Content<Row> =
  | (Row extends { answer: infer Name extends AnswerName }
      ? { readonly body: Answer<Name>; readonly page?: undefined }
      : { readonly body?: undefined; readonly page?: undefined })
  | (Row extends { page: true } ? { readonly page: Page; readonly body?: undefined } : never);

/** HTML for people. */
export interface Page {
  readonly html: string;
  /** The headers that belong to it. */
  readonly headers: Readonly<Record<string, string>>;
}

/** A route and what answers it. */
export interface Served<Row extends Route> {
  readonly route: Row;
  readonly answer: (input: Input<Row>) => Promise<Reply<Row>> | Reply<Row>;
  /** A refusal as people read it, where they open the route. */
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

/** Every route of one function, by name: a handler that forgets one, or serves another's, does not compile. */
export type ServedBy<Name extends ApiFunction> = {
  readonly [Key in keyof Routes as Routes[Key]['function'] extends Name ? Key : never]: Served<Routes[Key]>;
};
