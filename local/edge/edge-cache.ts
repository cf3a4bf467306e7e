import { edgeSeconds } from '../../lib/cdn/file-headers.js';

/** A response that an edge keeps. */
export interface KeptResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** AWS's edges keep more, and parts of it. */
const mostBytes = 64 * 1024 ** 2;
export const largestKept = 8 * 1024 ** 2;

/** Whole responses for as long as the distribution's cache policy says; the oldest go first. */
export class EdgeCache {
  readonly #kept = new Map<string, { readonly response: KeptResponse; readonly until: number }>();
  #bytes = 0;

  get(key: string, at: Date): KeptResponse | undefined {
    const found = this.#kept.get(key);
    if (!found) return undefined;
    if (at.getTime() < found.until) return found.response;
    this.#remove(key);
    return undefined;
  }

  set(key: string, response: KeptResponse, at: Date): void {
    this.#remove(key);
    this.#kept.set(key, { response, until: at.getTime() + edgeSeconds * 1000 });
    this.#bytes += response.body.length;
    for (const oldest of this.#kept.keys()) {
      if (this.#bytes <= mostBytes) break;
      this.#remove(oldest);
    }
  }

  #remove(key: string): void {
    this.#bytes -= this.#kept.get(key)?.response.body.length ?? 0;
    this.#kept.delete(key);
  }
}
