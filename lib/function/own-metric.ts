import type { Duration } from 'aws-cdk-lib';
import { Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { deploymentName } from '../names/deployment-name.js';
import type { AlarmedMetric } from '../../lambda/core/settings/alarmed-metrics.js';
import type { FunctionName } from '../../lambda/functions.js';

/** The sum of what a function of this deployment counts: lambda/handlers/deployment-metrics.ts has the dimensions. */
export const ownMetric = (
  waybill: Construct,
  service: FunctionName,
  metricName: AlarmedMetric,
  period: Duration,
): Metric =>
  new Metric({
    namespace: 'Waybill',
    metricName,
    dimensionsMap: { service, deployment: deploymentName(waybill) },
    statistic: Stats.SUM,
    period,
  });
