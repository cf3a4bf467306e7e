import type { Signer } from '../../core/settings/environment.js';
import type { SigningSession } from './signing-session.js';

/**
 * Credentials that last as long as a signature should, if they can, and say when they end; undefined where the
 * function's own will do.
 */
export type SigningSessions = (at: Date, wantedSeconds: number) => Promise<SigningSession | undefined>;

/** Signatures of at most this lifetime use the function's own credentials. */
const ownSeconds = 15 * 60;

/** Sessions for signatures that live longer. The client of STS is loaded by the first of them: no cold start pays for it. */
export function lazySigningSessions(signer: Signer): SigningSessions {
  let loading: Promise<SigningSessions> | undefined;
  return async (at, wantedSeconds) => {
    if (wantedSeconds <= ownSeconds) return undefined;
    loading ??= import('./signing-session.js').then(({ assumedRole, keptSession }) =>
      keptSession(assumedRole(signer)),
    );
    return (await loading)(at, wantedSeconds);
  };
}
