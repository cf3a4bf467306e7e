import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { patience } from '../patience.js';

/**
 * The text of a secret, read once for each function instance.
 * @param name of the secret in errors
 */
export function secretText(arn: string, name: string): () => Promise<string> {
  const client = new SecretsManagerClient(patience());
  let known: Promise<string> | undefined;
  const read = async () => {
    const { SecretString = '' } = await client.send(new GetSecretValueCommand({ SecretId: arn }));
    if (SecretString === '') throw new Error(`${name} has no value`);
    return SecretString;
  };
  return () =>
    (known ??= read().catch((error: unknown) => {
      known = undefined;
      throw error;
    }));
}
