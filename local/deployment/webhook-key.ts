import { randomBytes } from 'node:crypto';
import { PutSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { ClientSettings } from '../engine/engine.js';
import { patience } from '../../lambda/aws/patience.js';

/**
 * Sets a stack's webhook key: the engine's CloudFormation creates generated secrets without a value. @returns the key
 */
export async function giveWebhookKey(arn: string, client: ClientSettings): Promise<string> {
  const key = randomBytes(48).toString('base64url');
  await new SecretsManagerClient({ ...client, ...patience(30_000) }).send(
    new PutSecretValueCommand({ SecretId: arn, SecretString: key }),
  );
  return key;
}
