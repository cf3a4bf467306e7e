import { createHash } from 'node:crypto';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import type { Subject } from '../core/access/subject.js';
import type { Access, Permission } from '../core/access/permission.js';
import { Problem, problems } from '../core/problem.js';
import { asksForJson } from './accept.js';
import { refuseTooLarge } from './size.js';
import { idempotencyKey, noQuery, parseBody, parseQuery } from './parse.js';
import { ifMatch, isUnchanged, refuseUncheckedCondition } from './precondition.js';
import { problemDocument } from './answer/problem-document.js';
import { logFailure, logRequest } from './request-log.js';
import type { ApiFunction } from '../functions.js';
import type { Route } from './schema/route.js';
import type { Input, Page, Served, ServedBy } from './served.js';
import { subjectOf } from './subject.js';

type Handler = (
  event: APIGatewayProxyEventV2,
  context: Context,
) => Promise<APIGatewayProxyStructuredResultV2>;
type AnyServed = Served<Route>;

/**
 * One function's routes as a Lambda handler (HTTP API, payload format 2.0). It never throws: failures are responses.
 * @param access who may call which route
 */
export function dispatcher<Name extends ApiFunction>(served: ServedBy<Name>, access: Access): Handler {
  // The types of route and input were checked where they were combined.
  const entries = Object.values(served) as unknown as AnyServed[];
  const byKey = new Map(entries.map((entry) => [`${entry.route.method} ${entry.route.path}`, entry]));
  let coldStart = true;

  return async (event, context) => {
    const startedAt = performance.now();
    const { requestId } = event.requestContext;
    const { log, ...answer } = await respond(byKey.get(event.routeKey), event, access);
    // RFC 9110 section 9.3.2: the headers of GET, without a body.
    if (event.requestContext.http.method === 'HEAD') delete answer.body;
    logRequest({
      requestId,
      functionRequestId: context.awsRequestId,
      route: event.routeKey,
      status: answer.statusCode,
      ...log,
      durationMs: Math.round((performance.now() - startedAt) * 10) / 10,
      coldStart,
    });
    coldStart = false;
    return answer;
  };
}

type Logged = APIGatewayProxyStructuredResultV2 & {
  statusCode: number;
  log?: Record<string, string | number>;
};

async function respond(
  entry: AnyServed | undefined,
  event: APIGatewayProxyEventV2,
  access: Access,
): Promise<Logged> {
  const { requestId, domainName } = event.requestContext;
  let caller: Subject | undefined;
  const refuse = async (problem: Problem): Promise<Logged> => {
    if (entry?.refusal && !asksForJson(event.headers['accept'])) {
      const page = await entry.refusal(problem, {
        acceptLanguage: event.headers['accept-language'] ?? '',
        path: event.pathParameters ?? {},
      });
      return {
        ...shown(page, problems[problem.code].status, retryAfter(problem)),
        log: { code: problem.code, ...missingOf(caller) },
      };
    }
    const document = problemDocument(problem, `https://${domainName}`, requestId);
    return {
      statusCode: document.status,
      headers: {
        ...always,
        ...retryAfter(problem),
        // Otherwise it is a page.
        ...(entry?.refusal && { Vary: 'Accept' }),
        'Content-Type': 'application/problem+json',
      },
      body: JSON.stringify(document),
      log: { code: problem.code, ...missingOf(caller) },
    };
  };
  try {
    if (!entry) throw new Error(`the gateway sent ${event.routeKey}, which this function does not serve`);
    refuseTooLarge(entry.route, event);
    if (!entry.route.open) {
      caller = subjectOf(event, access);
      refuseUnlessPermitted(caller, entry.route.permission);
    }
    const answer = rendered(await entry.answer(input(entry.route, event, caller)));
    const reply = unlessUnchanged(answer, entry.route, event);
    return { ...reply, log: { ...reply.log, ...missingOf(caller) } };
  } catch (error) {
    if (error instanceof Problem) return await refuse(error);
    logFailure(requestId, error);
    return refuse(
      new Problem('internal-error', 'Retry, and give an operator the requestId if it keeps failing'),
    );
  }
}

function input(route: Route, event: APIGatewayProxyEventV2, subject: Subject | undefined): Input<Route> {
  const body = () => route.body && parseBody(route.body, event, route);
  refuseUncheckedCondition(route, event.headers);
  return {
    subject,
    id: event.pathParameters?.['id'] ?? '',
    path: event.pathParameters ?? {},
    query: queryOf(route, event),
    body: route.open ? body : body(),
    accept: event.headers['accept'] ?? '',
    acceptLanguage: event.headers['accept-language'] ?? '',
    origin: `https://${event.requestContext.domainName}`,
    source: event.requestContext.http.sourceIp,
    ifMatch: route.conditional && ifMatch(event),
    idempotencyKey: route.idempotent && idempotencyKey(event),
  } as Input<Route>;
}

/** Links get parameters on their way (`?utm_source=…`) and monitors add some: what is open ignores those it has not. */
function queryOf(route: Route, event: APIGatewayProxyEventV2): object | undefined {
  if (route.query) return parseQuery(route.query, event);
  return route.open ? undefined : parseQuery(noQuery, event);
}

/** Refuses before anything is read: the response is the same whether the file exists or not. */
function refuseUnlessPermitted({ permissions, leftOut }: Subject, permission: Permission): void {
  if (permissions.includes(permission)) return;
  const why = leftOut
    ? `: the token leaves out \`${leftOut.join('`, `')}\`, of which there are too many for a token`
    : '';
  throw new Problem(
    'forbidden',
    `This needs the permission ${permission}, which none of your roles has${why}`,
  );
}

/** So that a role or a grant that does not count can be explained: names of claims, none of their values. */
const missingOf = (caller: Subject | undefined): Record<string, string | number> => ({
  ...(caller?.leftOut && { claimsLeftOut: caller.leftOut.join(' ') }),
  ...(caller?.groupsIgnored && { groupsIgnored: caller.groupsIgnored }),
});

const always = {
  // Responses are for one caller, and some contain presigned URLs.
  'Cache-Control': 'no-store',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
};

/** The Lambda response for a reply of any route. */
interface AnyReply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly cookies?: readonly string[];
  readonly log?: Readonly<Record<string, string | number>>;
  readonly body?: object | undefined;
  readonly page?: Page | undefined;
}

function rendered({ status, headers, cookies, body, page, log }: AnyReply): Logged {
  if (page) return { ...shown(page, status, headers), ...(log && { log: { ...log } }) };
  return {
    statusCode: status,
    headers: { ...always, ...(body && { 'Content-Type': 'application/json' }), ...headers },
    ...(cookies && { cookies: [...cookies] }),
    ...(body && { body: JSON.stringify(body) }),
    ...(log && { log: { ...log } }),
  };
}

/**
 * With the ETag and the lifetime of the route's row; without its content where the client has it (RFC 9110 section
 * 15.4.5).
 */
function unlessUnchanged(
  answer: Logged,
  { etag, cacheControl }: Route,
  event: APIGatewayProxyEventV2,
): Logged {
  if (!etag || answer.statusCode !== 200) return answer;
  const { 'Content-Type': contentType, ...others } = answer.headers ?? {};
  const headers = {
    ...others,
    ...(etag === 'content' && { ETag: contentTag(answer.body ?? '') }),
    // The gateway's CORS headers are for one origin.
    ...(cacheControl && { 'Cache-Control': cacheControl, Vary: 'Origin' }),
  };
  const { method } = event.requestContext.http;
  if (method === 'GET' && isUnchanged(event.headers, String(headers['ETag'])))
    return { statusCode: 304, headers, ...(answer.log && { log: answer.log }) };
  return { ...answer, headers: { ...headers, ...(contentType && { 'Content-Type': contentType }) } };
}

const contentTag = (body: string): string =>
  `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;

const shown = (page: Page, statusCode: number, headers: Readonly<Record<string, string>> = {}): Logged => ({
  statusCode,
  headers: { ...always, 'Content-Type': 'text/html; charset=utf-8', ...page.headers, ...headers },
  body: page.html,
});

/**
 * RFC 9110 section 10.2.3, in seconds. Uploads expire, but it is unknown when the next one does: retry after a while.
 */
function retryAfter({ code, retryAfterSeconds }: Problem): Record<string, string> {
  const seconds = retryAfterSeconds ?? (code === 'too-many-uploads' ? 30 : undefined);
  return seconds === undefined ? {} : { 'Retry-After': String(seconds) };
}
