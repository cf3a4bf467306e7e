import { Stack } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import type { Construct } from 'constructs';
import { allowInvoke } from '../access/rights.js';
import type { Settings } from '../settings/settings.js';

/**
 * Invokes the sweep. With the L1 schedule, since the L2 target grants every version of the function too. A failed sweep
 * is not retried: the next one continues.
 *
 * EventBridge Scheduler user guide, "Confused deputy prevention": the role's trust policy names the account and the
 * schedule group. "Do not scope the aws:SourceArn statement to a specific schedule."
 */
export function scheduleSweep(
  scope: Construct,
  sweep: LambdaFunction,
  { sweepIntervalSeconds }: Settings,
): void {
  const stack = Stack.of(scope);
  // The default schedule group.
  const group = stack.formatArn({
    service: 'scheduler',
    resource: 'schedule-group',
    resourceName: 'default',
  });
  const role = new Role(scope, 'ScheduleRole', {
    assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
      conditions: {
        StringEquals: { 'aws:SourceAccount': stack.account },
        ArnEquals: { 'aws:SourceArn': group },
      },
    }),
  });
  allowInvoke(role, sweep);
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
