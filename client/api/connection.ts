import type { Clock } from './clock.js';
import { WaybillError } from './error.js';
import { noAnswer } from './no-answer.js';
import { defaultPatience, inTime, type Patience } from './patience.js';
import { refusal, strange } from './refusal.js';
import { withRetries } from './retry.js';
import { retryAfterSeconds } from './retry-after.js';

export interface ApiRequest {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly path: `/${string}`;
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  readonly body?: unknown;
  readonly signal?: AbortSignal | undefined;
  /** In addition to the headers of every request. */
  readonly headers?: Readonly<Record<string, string>>;
  /** The request is idempotent, so that it can be retried after a lost response. @default true */
  readonly repeatable?: boolean;
  /** The browser keeps cookies of the answer. @default false */
  readonly cookies?: boolean | undefined;
  /** Sends no token. @default false */
  readonly open?: boolean;
}

export interface ApiReply<Body> {
  readonly body: Body;
  /** The delay that the service requests before the next poll. */
  readonly retryAfterSeconds: number | undefined;
}

/**
 * The connection to the API: adds the token, retries with backoff, and turns every error response into a
 * `WaybillError`.
 */
export class Connection {
  constructor(
    readonly apiUrl: string,
    private readonly getToken: () => string | Promise<string>,
    readonly fetch: typeof globalThis.fetch,
    readonly clock: Clock,
    readonly patience: Patience = defaultPatience,
  ) {}

  /** @throws WaybillError */
  async send<Body>(request: ApiRequest): Promise<ApiReply<Body>> {
    // A throttled request was not executed; after any other failure that is unknown.
    const mayRepeat = (error: WaybillError) =>
      error.retryable && (request.repeatable !== false || error.status === 429);
    const { signal } = request;
    return withRetries(this.clock, () => this.sendOnce<Body>(request), { signal, mayRepeat });
  }

  /** Only the body of the response. @throws WaybillError */
  async ask<Body = undefined>(
    method: ApiRequest['method'],
    path: ApiRequest['path'],
    more?: Omit<ApiRequest, 'method' | 'path'>,
  ): Promise<Body> {
    return (await this.send<Body>({ method, path, ...more })).body;
  }

  private async sendOnce<Body>(request: ApiRequest): Promise<ApiReply<Body>> {
    const headers: Record<string, string> = { accept: 'application/json', ...request.headers };
    const { apiMs } = this.patience;
    if (!request.open) {
      const token = await inTime(10 * apiMs, request.signal, async () => this.getToken());
      headers['authorization'] = `Bearer ${token}`;
    }
    if (request.body !== undefined) headers['content-type'] = 'application/json';
    const { method } = request;
    // `undefined` if there is none.
    const body = JSON.stringify(request.body);
    return inTime(apiMs, request.signal, async (signal) => {
      const answer = await this.reach(this.address(request), {
        method,
        headers,
        body,
        signal,
        ...(request.cookies && { credentials: 'include' }),
      });
      if (!answer.ok) throw await refusal(answer, this.clock.now());
      return {
        body: (answer.status === 204 ? undefined : await json(answer)) as Body,
        retryAfterSeconds: retryAfterSeconds(answer.headers, this.clock.now()),
      };
    });
  }

  /** `fetch`, with a network error as a `WaybillError`; also an abort, which `inTime` handles. */
  async reach(url: string, init: RequestInit): Promise<Response> {
    try {
      return await this.fetch(url, init);
    } catch (cause) {
      // The message of the cause contains the URL, which may be presigned: it is left out.
      throw noAnswer(url, causeName(cause));
    }
  }

  private address({ path, query = {} }: ApiRequest): string {
    const asked = Object.entries(query)
      .filter(([, value]) => value !== undefined)
      .map((pair) => pair.map((text) => encodeURIComponent(String(text))).join('='))
      .join('&');
    return this.apiUrl.replace(/\/+$/, '') + path + (asked && `?${asked}`);
  }
}

async function json(answer: Response): Promise<unknown> {
  try {
    return await answer.json();
  } catch (cause) {
    throw new WaybillError(...strange, {
      status: answer.status,
      cause: causeName(cause),
    });
  }
}

/** The kind of a network error that is safe to show, such as `ECONNREFUSED`. */
function causeName(cause: unknown): string {
  const { name, cause: below } = (cause ?? {}) as { name?: unknown; cause?: { code?: unknown } };
  return String(below?.code ?? name ?? 'unknown');
}
