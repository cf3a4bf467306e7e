import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { patience } from '../patience.js';

/**
 * The webhook key, from which the secrets of endpoints are derived; read once per function instance. @param arn of the
 * secret
 */
export function webhookKey(arn: string): () => Promise<string> {
  const client = new SecretsManagerClient(patience());
  let known: Promise<string> | undefined;
  const read = async () => {
    const { SecretString = '' } = await client.send(new GetSecretValueCommand({ SecretId: arn }));
    if (SecretString === '') throw new Error('the webhook key has no value');
    return SecretString;
  };
  return () =>
    (known ??= read().catch((error: unknown) => {
      known = undefined;
      throw error;
    }));
}
