import type { Role } from 'aws-cdk-lib/aws-iam';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import type { Construct } from 'constructs';
import type { Settings } from '../settings/settings.js';

/**
 * Invokes the sweep. With the L1 schedule, since the L2 target grants every version of the function too. A failed sweep
 * is not retried: the next one continues.
 */
export function scheduleSweep(
  scope: Construct,
  sweep: LambdaFunction,
  role: Role,
  { sweepIntervalSeconds }: Settings,
): void {
  const minutes = sweepIntervalSeconds / 60;
  const schedule = new CfnSchedule(scope, 'SweepSchedule', {
    scheduleExpression: `rate(${minutes} ${minutes === 1 ? 'minute' : 'minutes'})`,
    flexibleTimeWindow: { mode: 'OFF' },
    target: {
      arn: sweep.functionArn,
      roleArn: role.roleArn,
      input: '{}',
      retryPolicy: { maximumRetryAttempts: 0 },
    },
  });
  schedule.node.addDependency(role);
}
