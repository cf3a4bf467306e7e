import { hkdfSync } from 'node:crypto';
import type { Endpoint } from './endpoint.js';

/** Standard Webhooks 1.0, "Symmetric": 24 to 64 bytes. */
const bytes = 32;

/**
 * The secret of an endpoint, derived from the deployment's webhook key (RFC 5869): the table contains no secrets, and a
 * hundred endpoints cost no more than one (docs/decisions/0011-one-webhook-key.md).
 * @returns in the format of Standard Webhooks: `whsec_` and base64
 */
export function endpointSecret(webhookKey: string, id: string, version: number): string {
  if (webhookKey === '') throw new Error('the webhook key is empty');
  const secret = hkdfSync('sha256', webhookKey, '', `waybill webhook ${id} ${version}`, bytes);
  return `whsec_${Buffer.from(secret).toString('base64')}`;
}

/** The secrets that sign now, newest first: two during a rotation. */
export function secretsOf(
  webhookKey: string,
  { id, secretVersion, previousSecretUntil }: Endpoint,
  now: Date,
): string[] {
  const overlaps = previousSecretUntil !== undefined && previousSecretUntil > now;
  const versions = overlaps ? [secretVersion, secretVersion - 1] : [secretVersion];
  return versions.map((version) => endpointSecret(webhookKey, id, version));
}
