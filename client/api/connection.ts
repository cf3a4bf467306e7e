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
  /** Besides those that every request has. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Sending it twice does what sending it once does, so a lost answer may be asked for again. @default true */
  readonly repeatable?: boolean;
  /** Goes without a token. @default false */
  readonly open?: boolean;
}

export interface ApiReply<Body> {
  readonly body: Body;
  /** How long the service asks to wait before the next look. */
  readonly retryAfterSeconds: number | undefined;
}

/** The way to the API: adds the token, tries again what may be, and turns every refusal into a `WaybillError`. */
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
    // A throttled request was not run; any other failure leaves open whether it was.
    const mayRepeat = (error: WaybillError) =>
      error.retryable && (request.repeatable !== false || error.status === 429);
    const { signal } = request;
    return withRetries(this.clock, () => this.sendOnce<Body>(request), { signal, mayRepeat });
  }

  /** Only the answer's body. @throws WaybillError */
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
    // `undefined` where there is none.
    const body = JSON.stringify(request.body);
    return inTime(apiMs, request.signal, async (signal) => {
      const answer = await this.reach(this.address(request), { method, headers, body, signal });
      if (!answer.ok) throw await refusal(answer, this.clock.now());
      return {
        body: (answer.status === 204 ? undefined : await json(answer)) as Body,
        retryAfterSeconds: retryAfterSeconds(answer.headers, this.clock.now()),
      };
    });
  }

  /** `fetch`, with a failure on the way as a `WaybillError`; also an abort, which is for `inTime` to name. */
  async reach(url: string, init: RequestInit): Promise<Response> {
    try {
      return await this.fetch(url, init);
    } catch (cause) {
      // The cause names the address, which may be a signed one: its message stays out.
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

/** What may be told of a failure below HTTP: its kind, such as `ECONNREFUSED`. */
function causeName(cause: unknown): string {
  const { name, cause: below } = (cause ?? {}) as { name?: unknown; cause?: { code?: unknown } };
  return String(below?.code ?? name ?? 'unknown');
}
