import { Duration } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { Alarm, ComparisonOperator, Stats, type Metric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { Functions } from './function.js';
import { ownMetric } from './own-metric.js';
import type { Settings } from '../settings/settings.js';

/** The parts that alarms monitor. */
export const alarmPeriod = Duration.minutes(5);
const period = alarmPeriod;

/** Creates an alarm that goes off at its threshold, and notifies the topic if there is one. */
export type AlarmMaker = (id: string, metric: Metric, threshold: number, description: string) => void;

interface Watched {
  readonly api: HttpApi;
  readonly functions: Functions;
  readonly queue: Queue;
  readonly deadLetterQueue: Queue;
}

/** Each alarm requires action; none of them goes off in normal operation. */
export function alarmMaker(scope: Construct, { alarmTopic }: Settings): AlarmMaker {
  return (id, metric, threshold, alarmDescription) => {
    const made = new Alarm(scope, id, {
      metric,
      threshold,
      alarmDescription,
      evaluationPeriods: 1,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
    if (alarmTopic) made.addAlarmAction(new SnsAction(alarmTopic));
  };
}

export function addAlarms(scope: Construct, alarm: AlarmMaker, watched: Watched): void {
  const { api, functions, queue, deadLetterQueue } = watched;

  alarm(
    'DeadLetters',
    deadLetterQueue.metricApproximateNumberOfMessagesVisible({ period, statistic: Stats.MAXIMUM }),
    1,
    'Files wait unchecked in the dead-letter queue: find the cause in the logs of `validate`, then redrive.',
  );
  alarm(
    'ValidationLag',
    queue.metricApproximateAgeOfOldestMessage({ period, statistic: Stats.MAXIMUM }),
    Duration.minutes(10).toSeconds(),
    'A stored file has waited ten minutes for its check.',
  );
  alarm(
    'StuckFiles',
    // The sweep enqueues such a file for `validate` every quarter of an hour.
    ownMetric(scope, 'sweep', 'FilesStuck', Duration.minutes(30)),
    1,
    'Files stay unchecked though they were enqueued for `validate` several times: find the cause in its logs.',
  );
  alarm(
    'UnreadableFiles',
    ownMetric(scope, 'validate', 'FilesUnreadable', period),
    1,
    'S3 refuses files to `validate`: a KMS key that encrypts them is disabled, or not named in `formerEncryptionKeys`.',
  );
  alarm('ServerErrors', api.metricServerError({ period, statistic: Stats.SUM }), 5, 'The API answered 5xx.');
  for (const [name, fn] of Object.entries(functions)) {
    const metric = { period, statistic: Stats.SUM };
    alarm(`${name}Errors`, fn.metricErrors(metric), 1, `Function ${name} failed: it should never throw.`);
    alarm(`${name}Throttles`, fn.metricThrottles(metric), 1, `Function ${name} ran out of concurrency.`);
  }
}
