import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import {
  GetSecretValueCommand,
  PutSecretValueCommand,
  ResourceExistsException,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { patience } from '../../patience.js';

const marker = '-----BEGIN PRIVATE KEY-----';

/**
 * Becomes the id of the secret's version with the key. Secrets Manager refuses a second one of that id with another value
 * (API reference, "PutSecretValue", `ClientRequestToken`), so of two concurrent calls one writes.
 */
const versionId = 'waybill-private-key-of-signed-reads';

/**
 * The public half, as PEM, of the key pair whose private half is in a secret; makes the pair if the secret has none yet,
 * so that repeated and concurrent calls have the same result (ECDSA P-256: CloudFront developer guide, "Create key pairs
 * for your signers").
 * @param client @default of the function's own role
 */
export async function publicKeyIn(
  secretArn: string,
  client = new SecretsManagerClient(patience()),
): Promise<string> {
  const read = async () => {
    const { SecretString = '' } = await client.send(new GetSecretValueCommand({ SecretId: secretArn }));
    return SecretString.startsWith(marker) ? SecretString : undefined;
  };
  const known = await read();
  if (known !== undefined) return publicHalf(known);
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  try {
    await client.send(
      new PutSecretValueCommand({ SecretId: secretArn, SecretString: pem, ClientRequestToken: versionId }),
    );
  } catch (error) {
    const winner = error instanceof ResourceExistsException ? await read() : undefined;
    if (winner === undefined) throw error;
    return publicHalf(winner);
  }
  return publicHalf(pem);
}

const publicHalf = (privatePem: string): string =>
  createPublicKey(privatePem).export({ type: 'spki', format: 'pem' }).toString();
