import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import {
  GetSecretValueCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { patience } from '../../patience.js';

const marker = '-----BEGIN PRIVATE KEY-----';

/**
 * The public half, as PEM, of the key pair whose private half is in a secret; makes the pair if the secret has none yet,
 * so that a repeated call changes nothing (ECDSA P-256: CloudFront developer guide, "Create key pairs for your signers").
 */
export async function publicKeyIn(secretArn: string): Promise<string> {
  const client = new SecretsManagerClient(patience());
  const { SecretString = '' } = await client.send(new GetSecretValueCommand({ SecretId: secretArn }));
  if (SecretString.startsWith(marker)) return publicHalf(SecretString);
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  await client.send(new PutSecretValueCommand({ SecretId: secretArn, SecretString: pem }));
  return publicHalf(pem);
}

const publicHalf = (privatePem: string): string =>
  createPublicKey(privatePem).export({ type: 'spki', format: 'pem' }).toString();
