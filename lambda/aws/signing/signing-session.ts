import type { Signer } from '../../core/settings/environment.js';
import { roleAssumer } from '../http/security-tokens.js';

/** Credentials with a known expiry. */
export interface SigningSession {
  readonly credentials: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken: string;
  };
  readonly endsAt: Date;
}

/** IAM user guide, "Methods to assume a role": with role chaining a session lasts an hour at most. */
const sessionSeconds = 60 * 60;

/** Minimum age before a session is replaced because it is too short. */
const replacedAfterMs = 5 * 60 * 1000;

/** Creates sessions of a signer's role, restricted by its session policy: no wider than this, whatever its role may. */
export function assumedRole({ roleArn, policy }: Signer): () => Promise<SigningSession> {
  const assume = roleAssumer();
  return async () => {
    const { expiration, ...credentials } = await assume({
      ...{ roleArn, policy, sessionName: 'signing', seconds: sessionSeconds },
    });
    return { credentials, endsAt: expiration };
  };
}

/**
 * A session is used until its remaining time is shorter than requested; a read of an hour lives at least 55 minutes. A
 * failure to assume the role only affects the requests that wait for it.
 */
export function keptSession(
  begin: () => Promise<SigningSession>,
): (at: Date, wantedSeconds: number) => Promise<SigningSession> {
  let current: { readonly begunAt: Date; readonly session: Promise<SigningSession> } | undefined;
  return async (at, wantedSeconds) => {
    const held = current;
    if (held) {
      const session = await held.session;
      const isLongEnough = session.endsAt.getTime() - at.getTime() >= wantedSeconds * 1000;
      if (isLongEnough || at.getTime() - held.begunAt.getTime() < replacedAfterMs) return session;
      // A concurrent read has already requested the next session.
      if (current && current !== held) return current.session;
    }
    const session = begin();
    current = { begunAt: at, session };
    session.catch(() => (current = undefined));
    return session;
  };
}
