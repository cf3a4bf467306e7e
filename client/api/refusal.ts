import { WaybillError, type FieldError, type WaybillErrorCode } from './error.js';
import { retryAfterSeconds } from './retry-after.js';

/** The gateway's own errors are a bare `{"message"}` that cannot be configured. */
const gatewayRefusals: Readonly<Record<number, readonly [WaybillErrorCode, string]>> = {
  401: ['unauthenticated', 'The token is missing, expired or not accepted'],
  403: ['forbidden', 'The gateway refused the request'],
  404: ['route-not-found', 'The API has no such route; check apiUrl'],
  413: ['request-too-large', 'The gateway passes on less JSON than that'],
  429: ['too-many-requests', 'Too many requests at once'],
};

/** From something in between: a proxy, or a login page. */
export const strange = ['unexpected-answer', 'The answer is not one of the API; check apiUrl'] as const;

const retryableStatuses = new Set([429, 500, 502, 503, 504]);

/** Turns an error response into the error to throw. */
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
  // The gateway sends the request id in this header if the body has none.
  const requestId = headers.get('apigw-requestid') ?? undefined;
  const [code, detail] =
    gatewayRefusals[status] ??
    (status >= 500 ? (['service-unavailable', `The service answered ${status}`] as const) : strange);
  return new WaybillError(code, detail, { ...options, requestId });
}

interface ProblemDocument {
  readonly code: string;
  readonly detail: string;
  readonly requestId?: string;
  readonly errors?: readonly FieldError[];
}

function isProblem(body: unknown): body is ProblemDocument {
  const { code, detail } = (body ?? {}) as Partial<ProblemDocument>;
  return typeof code === 'string' && typeof detail === 'string';
}
