import type { ReadSignerOptions } from './read-signer.js';

type Sessions = NonNullable<ReadSignerOptions['session']>;

/** Reads up to this lifetime are signed with the function's own credentials. */
const ownSeconds = 15 * 60;

/** Sessions for long reads. The STS client is loaded by the first of them, so it does not slow down cold starts. */
export function lazySigningSessions(
  roleArn: string,
  objectsArn: string,
): (at: Date, wantedSeconds: number) => Promise<Awaited<ReturnType<Sessions>>> {
  let loading: Promise<Sessions> | undefined;
  return async (at, wantedSeconds) => {
    if (wantedSeconds <= ownSeconds) return undefined;
    loading ??= import('./signing-session.js').then(({ assumedRole, keptSession }) =>
      keptSession(assumedRole(roleArn, objectsArn)),
    );
    return (await loading)(at, wantedSeconds);
  };
}
