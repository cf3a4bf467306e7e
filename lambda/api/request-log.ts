import { Logger } from '@aws-lambda-powertools/logger';

/** The log line of a request. `requestId` is the gateway's, so that its access log can be joined. */
export interface RequestLine {
  readonly requestId: string;
  /** The route's key, never the path, which may contain tokens. */
  readonly route: string;
  readonly status: number;
  /** Code of the problem. */
  readonly code?: string;
  readonly durationMs: number;
  readonly coldStart: boolean;
  readonly [detail: string]: string | number | boolean | undefined;
}

const logger = new Logger();

export function logRequest(line: RequestLine): void {
  logger.info('request', { ...line });
}

/** Reason of an internal error; the client gets only the request id. */
export function logFailure(requestId: string, error: unknown): void {
  logger.error('failure', { requestId, error: error instanceof Error ? error : new Error(String(error)) });
}
