import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { patience } from '../patience.js';

/** Credentials whose end is known. */
export interface SigningSession {
  readonly credentials: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken: string;
  };
  readonly endsAt: Date;
}

/** IAM user guide, "Methods to assume a role": a session that another role takes lasts an hour at most. */
const sessionSeconds = 60 * 60;

/** A session that is too short for a read is replaced, but not more often than this. */
const replacedAfterMs = 5 * 60 * 1000;

/**
 * Begins sessions of the role that signs long reads.
 * @param roleArn of that role
 * @param objectsArn what a session may read: no more than this, whatever its role may
 */
export function assumedRole(roleArn: string, objectsArn: string): () => Promise<SigningSession> {
  const client = new STSClient(patience());
  return async () => {
    const { Credentials } = await client.send(
      new AssumeRoleCommand({
        RoleArn: roleArn,
        RoleSessionName: 'reads',
        DurationSeconds: sessionSeconds,
        Policy: JSON.stringify({
          Version: '2012-10-17',
          Statement: [{ Effect: 'Allow', Action: 's3:GetObjectVersion', Resource: objectsArn }],
        }),
      }),
    );
    const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = Credentials ?? {};
    if (!AccessKeyId || !SecretAccessKey || !SessionToken || !Expiration)
      throw new Error('STS answered without credentials');
    const credentials = {
      accessKeyId: AccessKeyId,
      secretAccessKey: SecretAccessKey,
      sessionToken: SessionToken,
    };
    return { credentials, endsAt: Expiration };
  };
}

/**
 * One session serves until what is left of it is shorter than what is wanted; a read that is wanted for the whole hour
 * lives at least 55 minutes. A session that could not be had is the failure of who waits for it, not of all after.
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
      // Another read has begun the next one meanwhile.
      if (current && current !== held) return current.session;
    }
    const session = begin();
    current = { begunAt: at, session };
    session.catch(() => (current = undefined));
    return session;
  };
}
