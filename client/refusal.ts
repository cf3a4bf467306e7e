import { WaybillError, type FieldError, type WaybillErrorCode } from './error.js';
import { retryAfterSeconds } from './retry-after.js';

/** The gateway's own refusals are a bare `{"message"}` that no configuration can change. */
const gatewayRefusals: Readonly<Record<number, readonly [WaybillErrorCode, string]>> = {
  401: ['unauthenticated', 'The token is missing, expired or not one that this API accepts'],
  403: ['forbidden', 'The gateway refused the request'],
  404: ['route-not-found', 'The API has no such route; check apiUrl'],
  413: ['request-too-large', 'The request has more JSON than the gateway takes'],
  429: ['too-many-requests', 'Too many requests at once; wait and try again'],
};

const retryableStatuses = new Set([429, 500, 502, 503, 504]);

/** Turns an answer that is not a success into the error to throw. */
export async function refusal(answer: Response, nowMs: number): Promise<WaybillError> {
  const { status, headers } = answer;
  const body = await answer.json().catch(() => undefined);
  const options = {
    status,
    retryable: retryableStatuses.has(status),
    retryAfterSeconds: retryAfterSeconds(headers, nowMs),
  };
  if (isProblem(body)) {
    const { code, detail, requestId, errors } = body;
    return new WaybillError(code, detail, { ...options, requestId, errors });
  }
  // HTTP APIs name the request in this header where the body does not.
  const requestId = headers.get('apigw-requestid') ?? undefined;
  const [code, detail] =
    gatewayRefusals[status] ??
    (status >= 500
      ? (['service-unavailable', `The service answered ${status}`] as const)
      : ([
          'unexpected-answer',
          `The answer (${status}) is not one that the API gives; check apiUrl`,
        ] as const));
  return new WaybillError(code, detail, { ...options, requestId });
}

interface ProblemDocument {
  readonly code: string;
  readonly detail: string;
  readonly requestId?: string;
  readonly errors?: readonly FieldError[];
}

function isProblem(body: unknown): body is ProblemDocument {
  return (
    typeof body === 'object' &&
    body !== null &&
    typeof (body as ProblemDocument).code === 'string' &&
    typeof (body as ProblemDocument).detail === 'string'
  );
}
