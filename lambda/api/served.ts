import type * as z from 'zod/mini';
import type { Subject } from '../core/access/subject.js';
import type { Answer, AnswerName } from './answers.js';
import type { ApiFunction, Route } from './route.js';
import type { Routes } from './routes.js';

type Parsed<Schema> = Schema extends z.ZodMiniType ? z.output<Schema> : undefined;

export interface Input<Row extends Route> {
  /** Absent on open routes. */
  readonly subject: Row['open'] extends true ? undefined : Subject;
  /** The `{id}` in the path; empty where the path has none. */
  readonly id: string;
  readonly body: Parsed<Row['body']>;
  readonly query: Parsed<Row['query']>;
  /** The Accept header. */
  readonly accept: string;
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
  } & (Extract<SuccessOf<Row>, { status: Status }> extends { answer: infer Name extends AnswerName }
    ? { readonly body: Answer<Name> }
    : { readonly body?: undefined });
}[SuccessOf<Row>['status']];

/** A route and what answers it. */
export interface Served<Row extends Route> {
  readonly route: Row;
  readonly answer: (input: Input<Row>) => Promise<Reply<Row>> | Reply<Row>;
}

export const serve = <Row extends Route>(route: Row, answer: Served<Row>['answer']): Served<Row> => ({
  route,
  answer,
});

/** Every route of one function, by name: a handler that forgets one, or serves another's, does not compile. */
export type ServedBy<Name extends ApiFunction> = {
  readonly [Key in keyof Routes as Routes[Key]['function'] extends Name ? Key : never]: Served<Routes[Key]>;
};
