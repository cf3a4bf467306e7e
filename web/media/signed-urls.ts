import type { Client } from '../../client/index.js';

interface Signed {
  readonly url: string;
  /** ISO 8601. */
  readonly expiresAt: string;
}

/** A URL is not used in its last seconds: the browser's request may be a little later. */
const marginMs = 30_000;

interface Asked {
  readonly resolve: (signed: Signed) => void;
  readonly reject: (error: unknown) => void;
}

/** Presigned URLs for the page: those that come into view together are requested in one batch, without duplicates. */
export class SignedUrls {
  private readonly known = new Map<string, Promise<Signed>>();
  private waiting = new Map<string, Asked>();

  /**
   * @param cookies whether the CDN's cookies are tried before URLs are signed
   * @param now milliseconds since 1970
   */
  constructor(
    private readonly client: Pick<Client, 'contentUrls'>,
    private cookies = false,
    private readonly now: () => number = Date.now,
  ) {}

  /** Rejects if there is no URL; the next call requests it again. */
  async url(id: string): Promise<string> {
    const held = this.known.get(id);
    // A new URL is used whatever its expiry: this machine's clock may be wrong.
    if (!held) return (await this.ask(id)).url;
    const signed = await held;
    if (Date.parse(signed.expiresAt) - this.now() > marginMs) return signed.url;
    // Another caller may have noticed it before.
    if (this.known.get(id) === held) this.known.delete(id);
    return this.url(id);
  }

  /** The URL was rejected: the next call requests another, without cookies, which this browser may not keep. */
  drop(id: string): void {
    this.known.delete(id);
    this.cookies = false;
  }

  private ask(id: string): Promise<Signed> {
    const asked = new Promise<Signed>((resolve, reject) => {
      if (this.waiting.size === 0) queueMicrotask(() => void this.send());
      this.waiting.set(id, { resolve, reject });
    });
    this.known.set(id, asked);
    asked.catch(() => this.known.get(id) === asked && this.known.delete(id));
    return asked;
  }

  private async send(): Promise<void> {
    const asked = this.waiting;
    this.waiting = new Map();
    try {
      const { cookies } = this;
      for (const item of await this.client.contentUrls([...asked.keys()], {
        disposition: 'inline',
        cookies,
      })) {
        if ('url' in item) asked.get(item.id)?.resolve(item);
        else asked.get(item.id)?.reject(new Error(item.code));
      }
    } catch (error) {
      for (const { reject } of asked.values()) reject(error);
    }
  }
}
