import { createPublicKey, type KeyObject } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { CloudFormationClient, DescribeStackResourceCommand } from '@aws-sdk/client-cloudformation';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { publicKeyIn } from '../../lambda/aws/signing/cdn/key-pair.js';
import { patience } from '../../lambda/aws/patience.js';
import type { ClientSettings } from '../engine/engine.js';

/** Logical ids in a synthesized template. */
export interface SigningKeyIds {
  /** Stands for the id of the public key in the engine, which has none (refused-resources.ts). */
  readonly publicKey: string;
  readonly secret: string;
}

/** The parts of a template's custom resource that makes a pair, and of the public key that names it. */
interface KeyResource {
  readonly Type: string;
  readonly Properties?: {
    readonly SecretArn?: { readonly 'Fn::GetAtt': readonly [string, string] };
    readonly PublicKeyConfig?: {
      readonly EncodedKey: { readonly 'Fn::GetAtt': readonly [string, string] };
    };
  };
}

/** Of a deployment with `cdn`, each pair; read before public keys are left out of the template. */
export async function signingKeyIds(templateFile: string): Promise<readonly SigningKeyIds[]> {
  const { Resources } = JSON.parse(await readFile(templateFile, 'utf8')) as {
    Resources: Readonly<Record<string, KeyResource>>;
  };
  return Object.entries(Resources).flatMap(([publicKey, { Properties }]) => {
    const [pair = ''] = Properties?.PublicKeyConfig?.EncodedKey['Fn::GetAtt'] ?? [];
    const [secret] = Resources[pair]?.Properties?.SecretArn?.['Fn::GetAtt'] ?? [];
    return secret === undefined ? [] : [{ publicKey, secret }];
  });
}

/**
 * Makes the private keys of a stack's signed reads that it does not have yet, as its custom resources do on AWS: the
 * engine's CloudFormation creates secrets without a value, and no public keys. @returns the public keys by their ids
 */
export async function giveSigningKeys(
  stackName: string,
  ids: readonly SigningKeyIds[],
  settings: ClientSettings,
): Promise<ReadonlyMap<string, KeyObject>> {
  const stacks = new CloudFormationClient({ ...settings, ...patience(30_000) });
  const secrets = new SecretsManagerClient({ ...settings, ...patience(30_000) });
  const keys = await Promise.all(
    ids.map(async ({ publicKey, secret }) => {
      const { StackResourceDetail } = await stacks.send(
        new DescribeStackResourceCommand({ StackName: stackName, LogicalResourceId: secret }),
      );
      const pem = await publicKeyIn(StackResourceDetail?.PhysicalResourceId ?? '', secrets);
      return [publicKey, createPublicKey(pem)] as const;
    }),
  );
  return new Map(keys);
}
