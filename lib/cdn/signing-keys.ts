import { CustomResource, Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import { KeyGroup, PublicKey } from 'aws-cdk-lib/aws-cloudfront';
import type { Role } from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Secret, type CfnSecret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { bundleOf } from '../assets/bundles.js';
import { cloudFrontName } from '../names/unique-name.js';
import type { CdnSettings } from '../settings/cdn-settings.js';
import type { Settings } from '../settings/settings.js';

/** A key pair of signed reads. */
interface SigningKey {
  readonly keyPairId: string;
  /** Of the secret with the private key. */
  readonly privateKeyArn: string;
  /** Of its public key alone. */
  readonly group: KeyGroup;
}

/** The key pairs of signed reads. */
export interface SigningKeys {
  /** Signs. */
  readonly current: SigningKey;
  /** Whose signatures are valid: the current one, and the one before. */
  readonly valid: readonly SigningKey[];
  /** ARN of the log group of the function that makes them. */
  readonly makerLogs: string;
}

type KeySettings = Pick<Settings, 'logRetention' | 'awsEndpoint'> & { readonly cdn: CdnSettings };

/**
 * Makes pairs while the stack is deployed: a private key goes from the function into its secret, and is nowhere else. A
 * pair goes with the stack, with `cdn`, or with the second generation after it (docs/decisions/0027-rotation.md).
 */
export function makeSigningKeys(scope: Construct, role: Role, settings: KeySettings): SigningKeys {
  const { keyGeneration } = settings.cdn;
  const maker = makeMaker(scope, role, settings);
  const make = (generation: number) => makeKey(new Construct(scope, `Key${generation}`), maker, role);
  const current = make(keyGeneration);
  const former = keyGeneration > 1 ? [make(keyGeneration - 1)] : [];
  return { current, valid: [current, ...former], makerLogs: maker.logGroup.logGroupArn };
}

function makeMaker(
  scope: Construct,
  role: Role,
  { logRetention, awsEndpoint }: KeySettings,
): lambda.Function {
  return new lambda.Function(scope, 'Maker', {
    runtime: lambda.Runtime.NODEJS_24_X,
    architecture: lambda.Architecture.ARM_64,
    handler: 'index.handler',
    code: lambda.Code.fromAsset(bundleOf('signing-key')),
    memorySize: 256,
    timeout: Duration.seconds(60),
    role,
    logGroup: new LogGroup(scope, 'MakerLogs', {
      retention: logRetention,
      removalPolicy: RemovalPolicy.DESTROY,
    }),
    loggingFormat: lambda.LoggingFormat.JSON,
    ...(awsEndpoint && { environment: { AWS_ENDPOINT_URL: awsEndpoint } }),
  });
}

/** Nothing of it depends on the generation that is current, so that a later one changes no earlier pair. */
function makeKey(scope: Construct, maker: lambda.Function, role: Role): SigningKey {
  const secret = new Secret(scope, 'PrivateKey', {
    description: 'Private key of signed reads; made at deployment',
    removalPolicy: RemovalPolicy.DESTROY,
  });
  Validations.of(secret).acknowledge({
    id: 'AwsSolutions-SMG4',
    reason:
      'Its public half is in CloudFront: a new pair needs a deployment, with the next cdnKeyGeneration.',
  });
  const privateKeyArn = (secret.node.defaultChild as CfnSecret).attrId;
  const pair = new CustomResource(scope, 'Pair', {
    resourceType: 'Custom::WaybillSigningKey',
    serviceToken: maker.functionArn,
    serviceTimeout: Duration.minutes(5),
    properties: { SecretArn: privateKeyArn },
  });
  // Its rights too, which are a part of it.
  pair.node.addDependency(role);
  const publicKey = new PublicKey(scope, 'PublicKey', {
    publicKeyName: cloudFrontName(scope),
    comment: 'Verifies signed reads of Waybill',
    encodedKey: pair.getAttString('PublicKey'),
  });
  const group = new KeyGroup(scope, 'KeyGroup', {
    keyGroupName: cloudFrontName(scope),
    comment: 'Signs reads of Waybill',
    items: [publicKey],
  });
  return { keyPairId: publicKey.publicKeyId, privateKeyArn, group };
}
