import type { Signer } from '../../core/settings/environment.js';
import type { SigningSessions } from './lazy-signing-sessions.js';

/** A busy function has readers from many addresses; each session is some 2 KB. */
const mostKept = 500;

interface Statement {
  readonly Action: readonly string[];
}

/**
 * Sessions that can read from one address alone. The signer's policy gets a condition, so it is never wider. Not for the
 * key: S3 uses it on behalf of the reader, from addresses of its own.
 * @param address IPv4
 */
export function boundPolicy(policy: string, address: string): string {
  const { Statement: statements, ...document } = JSON.parse(policy) as { readonly Statement: Statement[] };
  return JSON.stringify({
    ...document,
    Statement: statements.map((statement) =>
      statement.Action.some((action) => action.startsWith('s3:'))
        ? { ...statement, Condition: { IpAddress: { 'aws:SourceIp': `${address}/32` } } }
        : statement,
    ),
  });
}

/** A session for each address, kept as those of long reads are; the oldest go first. */
export function boundSessions(signer: Signer): (address: string) => SigningSessions {
  const kept = new Map<string, Promise<SigningSessions>>();
  const begin = async (address: string): Promise<SigningSessions> => {
    const { assumedRole, keptSession } = await import('./signing-session.js');
    return keptSession(assumedRole({ ...signer, policy: boundPolicy(signer.policy, address) }));
  };
  return (address) => {
    const sessions = kept.get(address) ?? begin(address);
    kept.set(address, sessions);
    const [oldest] = kept.keys();
    if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest);
    return async (at, wantedSeconds) => (await sessions)(at, wantedSeconds);
  };
}
