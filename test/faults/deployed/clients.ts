import type { StackAddress } from './deployed-stack.js';

/** How often a client retries without a response, or after a 5xx. */
const tries = 3;

/** A request. */
export interface ClientRequest {
  readonly body?: object;
  readonly idempotencyKey?: string | undefined;
}

/** The result of a request. */
export interface Answered {
  readonly response?: Response | undefined;
  /** Whether an earlier try had no response: it may still be running. */
  readonly isUnsure: boolean;
}

/** Clients of the deployed API, each with a token. They retry without a response. */
export class Clients {
  constructor(private readonly address: StackAddress) {}

  async ask(
    who: string,
    method: string,
    path: string,
    { body, idempotencyKey }: ClientRequest = {},
  ): Promise<Answered> {
    const token = await this.address.tokenOf(who);
    return repeated(() =>
      fetch(this.address.apiUrl + path, {
        method,
        headers: {
          ...{ authorization: `Bearer ${token}`, accept: 'application/json' },
          ...(body && { 'content-type': 'application/json' }),
          ...(idempotencyKey !== undefined && { 'idempotency-key': idempotencyKey }),
        },
        ...(body && { body: JSON.stringify(body) }),
      }),
    );
  }

  /** A visitor of a link without an account. */
  visit(url: string): Promise<Answered> {
    return repeated(() => fetch(url, { method: 'POST', headers: { accept: 'application/json' } }));
  }
}

async function repeated(send: () => Promise<Response>): Promise<Answered> {
  let response: Response | undefined;
  for (let attempt = 0; attempt < tries; attempt++) {
    response = await send().catch(() => undefined);
    if (response && response.status < 500) return { response, isUnsure: attempt > 0 };
  }
  return { response, isUnsure: true };
}
