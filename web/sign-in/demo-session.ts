import { words } from '../words/words.js';

interface Token {
  readonly token: string;
  /** ISO 8601. */
  readonly expiresAt: string;
}

const remembered = 'waybill.subject';

/** The session of a demo account. The token stays in memory; a reload requests another. */
export class DemoSession {
  private current: Promise<Token> | undefined;

  private constructor(
    readonly subject: string,
    private readonly tokenUrl: string,
  ) {}

  /** The account that was signed in before a reload of this tab. */
  static get remembered(): string | undefined {
    return sessionStorage.getItem(remembered) ?? undefined;
  }

  /** Signs in; rejects if the page's server gives no token. */
  static async open(subject: string, tokenUrl: string): Promise<DemoSession> {
    const session = new DemoSession(subject, tokenUrl);
    await session.token();
    sessionStorage.setItem(remembered, subject);
    return session;
  }

  readonly close = (): undefined => {
    sessionStorage.removeItem(remembered);
    this.current = undefined;
  };

  /** A token that is valid for at least a minute. */
  readonly token = async (): Promise<string> => {
    const held = await this.current;
    if (held && Date.parse(held.expiresAt) - Date.now() > 60_000) return held.token;
    this.current = this.ask();
    // A failure is returned to its callers, and not cached.
    this.current.catch(() => (this.current = undefined));
    return (await this.current).token;
  };

  readonly renew = async (): Promise<void> => {
    this.current = undefined;
    await this.token();
  };

  private async ask(): Promise<Token> {
    const answer = await fetch(this.tokenUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ subject: this.subject }),
      signal: AbortSignal.timeout(30_000),
    });
    if (!answer.ok) throw new Error(words().signIn.failed(answer.status));
    return (await answer.json()) as Token;
  }
}
