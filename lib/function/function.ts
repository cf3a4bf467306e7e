import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import type { Role } from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { FunctionEnvironment } from '../../lambda/core/settings/policy.js';
import {
  forEachFunction,
  functionNames,
  functions,
  type FunctionName,
  type FunctionRow,
} from '../../lambda/functions.js';
import { bundleOf } from '../assets/bundles.js';
import type { Settings } from '../settings/settings.js';
import { environmentOf } from './environment.js';

export type Functions = Readonly<Record<FunctionName, lambda.Function>>;

/** All functions, each with its own role. A function that invokes another has its name in the environment. */
export function makeFunctions(
  scope: Construct,
  roles: Readonly<Record<FunctionName, Role>>,
  values: FunctionEnvironment,
  settings: Settings,
): Functions {
  const made = forEachFunction((name) => makeFunction(scope, name, roles[name], values, settings));
  for (const name of functionNames) {
    const { invokes }: FunctionRow = functions[name];
    if (invokes) made[name].addEnvironment(invokes.variable, made[invokes.name].functionName);
  }
  return made;
}

/**
 * One function from its prebuilt bundle, with its own log group.
 * @param values of the environments of all functions
 */
function makeFunction(
  scope: Construct,
  name: FunctionName,
  role: Role,
  values: FunctionEnvironment,
  settings: Settings,
): lambda.Function {
  const logGroup = new LogGroup(scope, `${constructId(name)}Logs`, {
    retention: settings.logRetention,
    removalPolicy: RemovalPolicy.DESTROY,
  });
  return new lambda.Function(scope, constructId(name), {
    runtime: lambda.Runtime.NODEJS_24_X,
    architecture: lambda.Architecture.ARM_64,
    handler: 'index.handler',
    code: lambda.Code.fromAsset(bundleOf(name)),
    memorySize: functions[name].memoryMegabytes,
    timeout: Duration.seconds(functions[name].timeoutSeconds),
    role,
    logGroup,
    loggingFormat: lambda.LoggingFormat.JSON,
    applicationLogLevelV2: lambda.ApplicationLogLevel.INFO,
    systemLogLevelV2: lambda.SystemLogLevel.WARN,
    tracing: settings.tracing ? lambda.Tracing.ACTIVE : lambda.Tracing.DISABLED,
    environment: {
      ...environmentOf(name, values),
      POWERTOOLS_SERVICE_NAME: name,
      POWERTOOLS_METRICS_NAMESPACE: 'Waybill',
      ...(settings.awsEndpoint && { AWS_ENDPOINT_URL: settings.awsEndpoint }),
    },
  });
}

/** `presign` is `Presign` in the construct tree. */
export function constructId(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
