import { problems, type ProblemCode } from '../../core/problem.js';
import { isSafe, type Route } from '../schema/route.js';
import type { RouteName } from '../routes.js';
import type { Json } from './json.js';
import { linksFrom } from './links.js';
import { answerRef } from './schemas.js';

export const successes = (name: RouteName, { method, success, etag }: Route): Json => ({
  ...Object.fromEntries(
    success.map(({ status, answer, page }) => {
      const headers = {
        ...(status === 200 && etag && etagHeader),
        ...([302, 303].includes(status) && location),
      };
      return [
        status,
        {
          description: descriptions[status],
          ...((answer ?? page) && {
            content: {
              ...(answer && content('application/json', answerRef(answer))),
              ...(page && htmlPage),
            },
          }),
          ...(Object.keys(headers).length > 0 && { headers }),
          ...linksFrom(name, status),
        },
      ];
    }),
  ),
  ...(etag &&
    method === 'GET' && {
      304: { description: 'Not changed: If-None-Match has its ETag', headers: etagHeader },
    }),
});

const etagHeader: Json = {
  etag: { description: 'Identifies this state of the answer.', schema: { type: 'string' } },
};
const location: Json = { location: { description: 'The URL.', schema: { type: 'string', format: 'uri' } } };

const descriptions = {
  200: 'OK',
  201: 'Created',
  202: 'Accepted',
  204: 'Done',
  302: 'A presigned URL',
  303: 'A presigned URL',
} as const;

/** The problems of a route by status: its own, those of every route, and those of the gateway. */
export function refusals(row: Route): Json {
  const codes = new Set<ProblemCode>([
    ...row.problems,
    ...(row.body ? (['media-type-not-supported'] as const) : []),
    ...(isSafe(row.method) ? [] : (['precondition-not-supported'] as const)),
    ...(row.open ? [] : (['unauthenticated', 'forbidden', 'invalid-request'] as const)),
    ...(['request-too-large', 'internal-error'] as const),
  ]);
  const ofGateway: readonly (readonly [number, string])[] = [
    ...(row.open ? [] : tokenRefusals),
    ...(row.path.includes('{') ? [notFound] : []),
    ...gatewayRefusals,
  ];
  const statuses = new Set([
    ...[...codes].map((code) => problems[code].status),
    ...ofGateway.map(([status]) => status),
  ]);
  return Object.fromEntries(
    [...statuses].map((status) => {
      const group = [...codes].filter((code) => problems[code].status === status);
      const [, byGateway] = ofGateway.find((one) => one[0] === status) ?? [];
      return [
        status,
        {
          description: [
            ...group.map((code) => `\`${code}\`: ${problems[code].title}`),
            ...(byGateway ? [byGateway] : []),
          ].join('\n\n'),
          content: {
            ...(group.length > 0 && content('application/problem+json', answerRef('Problem'))),
            ...(byGateway && content('application/json', answerRef('GatewayError'))),
            ...(group.length > 0 && row.forPeople && htmlPage),
          },
        },
      ];
    }),
  );
}

const tokenRefusals = [
  [401, 'From the gateway: no token, or one that is not valid'],
  [403, 'From the gateway: a token that the Lambda authorizer of the deployment refuses'],
] as const;

const notFound = [
  404,
  'From the gateway: the path is none of this API, such as one with a slash in the id',
] as const;

/** API Gateway developer guide, "Quotas and limits" and "Troubleshooting HTTP APIs": a JSON object with a message. */
const gatewayRefusals = [
  [413, 'From the gateway: the body has more than 10 MB'],
  [429, 'From the gateway: too many requests; retry with backoff'],
  [500, 'From the gateway: the function did not answer'],
  [503, 'From the gateway: the service is not available; retry with backoff'],
] as const;

/** For people: its content is not part of the contract. */
const htmlPage: Json = { 'text/html': { schema: { type: 'string' } } };

export const content = (type: string, schema: Json): Json => ({ [type]: { schema } });
