import type { Session, Tokens } from './session.js';
import { readSession, writeSession } from './session.js';

/** Refreshed a little early: leaves time for a request and a slow clock. */
const marginMs = 60_000;

/** A valid token; a session's is refreshed if needed, once for all concurrent callers. */
export function tokenSource(session: Session): () => Promise<string> {
  let current = session;
  let renewing: Promise<Session> | undefined;
  return async () => {
    if (current.expiresAt - marginMs > Date.now()) return current.token;
    renewing ??= refreshSession(current).finally(() => (renewing = undefined));
    current = await renewing;
    return current.token;
  };
}

async function refreshSession(session: Session): Promise<Session> {
  // Another process may have done it; an issuer may accept a refresh token only once.
  const stored = await readSession();
  const latest = stored?.apiUrl === session.apiUrl ? stored : session;
  if (latest.expiresAt - marginMs > Date.now()) return latest;
  if (!latest.refreshToken) throw new Error('your sign-in has ended: sign in again with `waybill login`');
  const next = { ...latest, ...(await tokensFor(latest, latest.refreshToken)) };
  await writeSession(next);
  return next;
}

async function tokensFor({ origin }: Session, refreshToken: string): Promise<Tokens> {
  try {
    // Each needs a large library, loaded on demand.
    return origin.kind === 'oidc'
      ? await (await import('./oidc.js')).renewWithOidc(origin, refreshToken)
      : await (await import('./cognito.js')).renewWithCognito(origin, refreshToken);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`your sign-in could not be renewed (${why}): sign in again with \`waybill login\``, {
      cause,
    });
  }
}
