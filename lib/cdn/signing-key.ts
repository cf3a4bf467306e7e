import { CustomResource, Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import { KeyGroup, PublicKey } from 'aws-cdk-lib/aws-cloudfront';
import type { Role } from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Secret, type CfnSecret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import { bundleOf } from '../assets/bundles.js';
import { cloudFrontName } from '../names/unique-name.js';
import type { Settings } from '../settings/settings.js';

/** The key pair of signed reads. */
export interface SigningKey {
  readonly publicKey: PublicKey;
  readonly group: KeyGroup;
  /** Of the secret with the private key. */
  readonly privateKeyArn: string;
  /** ARN of the log group of the function that makes the pair. */
  readonly makerLogs: string;
}

/**
 * Makes the pair while the stack is deployed: the private key goes from the function into the secret, and is nowhere
 * else. It goes with the stack, or with `cdn`: its URLs live for minutes.
 */
export function makeSigningKey(
  scope: Construct,
  role: Role,
  { logRetention, awsEndpoint }: Pick<Settings, 'logRetention' | 'awsEndpoint'>,
): SigningKey {
  const secret = new Secret(scope, 'PrivateKey', {
    description: 'Private key of signed reads; made at deployment',
    removalPolicy: RemovalPolicy.DESTROY,
  });
  Validations.of(secret).acknowledge({
    id: 'AwsSolutions-SMG4',
    reason:
      'Its public half is in CloudFront: a new pair needs a deployment, so Secrets Manager cannot rotate it.',
  });
  const privateKeyArn = (secret.node.defaultChild as CfnSecret).attrId;
  const logGroup = new LogGroup(scope, 'MakerLogs', {
    retention: logRetention,
    removalPolicy: RemovalPolicy.DESTROY,
  });
  const maker = new lambda.Function(scope, 'Maker', {
    runtime: lambda.Runtime.NODEJS_24_X,
    architecture: lambda.Architecture.ARM_64,
    handler: 'index.handler',
    code: lambda.Code.fromAsset(bundleOf('signing-key')),
    memorySize: 256,
    timeout: Duration.seconds(30),
    role,
    logGroup,
    loggingFormat: lambda.LoggingFormat.JSON,
    ...(awsEndpoint && { environment: { AWS_ENDPOINT_URL: awsEndpoint } }),
  });
  const pair = new CustomResource(scope, 'KeyPair', {
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
  return { publicKey, group, privateKeyArn, makerLogs: logGroup.logGroupArn };
}
