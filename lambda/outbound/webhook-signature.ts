import { Webhook } from 'standardwebhooks';

/**
 * The headers of Standard Webhooks 1.0: id, time and a signature for each secret, so that during a rotation a
 * subscriber may use either.
 */
export function signedHeaders(
  secrets: readonly string[],
  { id, body }: { id: string; body: string },
  at: Date,
): Record<string, string> {
  return {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': secrets.map((secret) => new Webhook(secret).sign(id, at, body)).join(' '),
  };
}
