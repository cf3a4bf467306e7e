import type { Session, Tokens } from './session.js';
import { readSession, writeSession } from './session.js';

/** Renewed a little early: a request and a slow clock have to fit in between. */
const marginMs = 60_000;

/** A token that still lives; of a session, renewed where it has to be, once for all who ask at the same time. */
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
  // Another process may have done so meanwhile; an issuer may take a refresh token only once.
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
    // Each brings a large library, which is loaded when it is needed.
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
