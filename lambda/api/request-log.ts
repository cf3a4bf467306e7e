import { Logger } from '@aws-lambda-powertools/logger';

/** What one request leaves behind. `requestId` is the gateway's, so that its access log and ours join. */
export interface RequestLine {
  readonly requestId: string;
  /** The route's key, never the path: tokens may stand in a path. */
  readonly route: string;
  readonly status: number;
  /** A problem's code. */
  readonly code?: string;
  readonly durationMs: number;
  readonly coldStart: boolean;
  readonly [detail: string]: string | number | boolean | undefined;
}

const logger = new Logger();

export function logRequest(line: RequestLine): void {
  logger.info('request', { ...line });
}

/** What went wrong on our side; the client is told only the request id. */
export function logFailure(requestId: string, error: unknown): void {
  logger.error('failure', { requestId, error: error instanceof Error ? error : new Error(String(error)) });
}
