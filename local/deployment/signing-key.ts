import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { CloudFormationClient, DescribeStackResourceCommand } from '@aws-sdk/client-cloudformation';
import { PutSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { patience } from '../../lambda/aws/patience.js';
import type { ClientSettings } from '../engine/engine.js';

/** Logical ids in a synthesized template. */
export interface SigningKeyIds {
  /** Stands for the id of the public key in the engine, which has none (refused-resources.ts). */
  readonly publicKey: string;
  readonly secret: string;
}

/** Of a deployment with `cdn`; read before its public key is left out of the template. */
export async function signingKeyIds(templateFile: string): Promise<SigningKeyIds | undefined> {
  const { Resources } = JSON.parse(await readFile(templateFile, 'utf8')) as {
    Resources: Readonly<Record<string, { readonly Type: string }>>;
  };
  const ids = Object.entries(Resources);
  const [publicKey] = ids.find(([, { Type }]) => Type === 'AWS::CloudFront::PublicKey') ?? [];
  const [secret] = ids.find(([id]) => id.startsWith('WaybillCdnPrivateKey')) ?? [];
  return publicKey === undefined || secret === undefined ? undefined : { publicKey, secret };
}

/**
 * Sets the private key of a stack's signed reads, as its custom resource does on AWS: the engine's CloudFormation
 * creates secrets without a value, and no public keys. @returns the public key
 */
export async function giveSigningKey(
  stackName: string,
  ids: SigningKeyIds,
  settings: ClientSettings,
): Promise<KeyObject> {
  const { StackResourceDetail } = await new CloudFormationClient({ ...settings, ...patience(30_000) }).send(
    new DescribeStackResourceCommand({ StackName: stackName, LogicalResourceId: ids.secret }),
  );
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  await new SecretsManagerClient({ ...settings, ...patience(30_000) }).send(
    new PutSecretValueCommand({
      SecretId: StackResourceDetail?.PhysicalResourceId,
      SecretString: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    }),
  );
  return publicKey;
}
