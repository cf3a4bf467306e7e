import { jsonService } from '../http/json-service.js';

/**
 * The text of a secret, read once for each function instance.
 * @param name of the secret in errors
 */
export function secretText(arn: string, name: string): () => Promise<string> {
  const secretsManager = jsonService({ name: 'secretsmanager', target: 'secretsmanager', version: '1.1' });
  let known: Promise<string> | undefined;
  const read = async () => {
    const answer = await secretsManager('GetSecretValue', { SecretId: arn });
    const { SecretString = '' } = answer as { SecretString?: string };
    if (SecretString === '') throw new Error(`${name} has no value`);
    return SecretString;
  };
  return () =>
    (known ??= read().catch((error: unknown) => {
      known = undefined;
      throw error;
    }));
}
