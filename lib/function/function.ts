import { Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { ApiFunction } from '../../lambda/api/schema/route.js';
import type { FunctionEnvironment } from '../../lambda/core/settings/policy.js';
import { bundleOf } from '../assets/bundles.js';
import type { Settings } from '../settings/settings.js';

export type FunctionName = ApiFunction | 'validate' | 'announce' | 'sweep' | 'deliver';
export type Functions = Readonly<Record<FunctionName, lambda.Function>>;
export type Roles = Readonly<Record<FunctionName, Role>>;

/** Timeouts and memory differ: signing is short, reading ranges of large files is not. */
const shape: Readonly<Record<FunctionName, { memorySize: number; timeout: Duration }>> = {
  // S3 may need long to join parts; the gateway times out after 30 seconds.
  presign: { memorySize: 512, timeout: Duration.seconds(29) },
  files: { memorySize: 512, timeout: Duration.seconds(10) },
  download: { memorySize: 512, timeout: Duration.seconds(10) },
  validate: { memorySize: 1024, timeout: Duration.seconds(60) },
  announce: { memorySize: 512, timeout: Duration.seconds(30) },
  // The next sweep does the rest.
  sweep: { memorySize: 512, timeout: Duration.minutes(5) },
  // A webhook delivery may take 15 seconds.
  deliver: { memorySize: 512, timeout: Duration.seconds(30) },
  webhooks: { memorySize: 512, timeout: Duration.seconds(10) },
};

/** A role without managed policies. The rights are in rights.ts. */
export function makeRole(scope: Construct, name: FunctionName): Role {
  return new Role(scope, `${title(name)}Role`, { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
}

/** One function from its prebuilt bundle, with its own log group. */
export function makeFunction(
  scope: Construct,
  name: FunctionName,
  role: Role,
  environment: FunctionEnvironment,
  settings: Settings,
): lambda.Function {
  const logGroup = new LogGroup(scope, `${title(name)}Logs`, {
    retention: settings.logRetention,
    removalPolicy: RemovalPolicy.DESTROY,
  });
  logGroup.grantWrite(role);
  role.addToPolicy(
    new PolicyStatement({ actions: ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'], resources: ['*'] }),
  );
  Validations.of(role).acknowledge({
    id: 'AwsSolutions-IAM5[Resource::*]',
    reason: 'X-Ray: PutTraceSegments and PutTelemetryRecords know no resources.',
  });
  return new lambda.Function(scope, title(name), {
    runtime: lambda.Runtime.NODEJS_24_X,
    architecture: lambda.Architecture.ARM_64,
    handler: 'index.handler',
    code: lambda.Code.fromAsset(bundleOf(name)),
    ...shape[name],
    role,
    logGroup,
    loggingFormat: lambda.LoggingFormat.JSON,
    applicationLogLevelV2: lambda.ApplicationLogLevel.INFO,
    systemLogLevelV2: lambda.SystemLogLevel.WARN,
    tracing: lambda.Tracing.ACTIVE,
    environment: {
      ...environment,
      POWERTOOLS_SERVICE_NAME: name,
      POWERTOOLS_METRICS_NAMESPACE: 'Waybill',
      ...(settings.awsEndpoint && { AWS_ENDPOINT_URL: settings.awsEndpoint }),
    },
  });
}

/** `presign` is `Presign` in the construct tree. */
function title(name: FunctionName): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
