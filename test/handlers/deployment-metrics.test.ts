import { expect, test } from '@jest/globals';
import { MetricUnit } from '@aws-lambda-powertools/metrics';
import { deploymentMetrics } from '../../lambda/handlers/deployment-metrics.js';

test('a metric names its function and its deployment, in the format that CloudWatch reads', () => {
  Object.assign(process.env, { POWERTOOLS_SERVICE_NAME: 'sweep', POWERTOOLS_METRICS_NAMESPACE: 'Waybill' });
  const metrics = deploymentMetrics({ DEPLOYMENT: 'Files/Waybill' });
  metrics.addMetric('FilesStuck', MetricUnit.Count, 1);
  // CloudWatch user guide, "Specification: Embedded metric format".
  expect(metrics.serializeMetrics()).toMatchObject({
    _aws: { CloudWatchMetrics: [{ Namespace: 'Waybill', Dimensions: [['service', 'deployment']] }] },
    service: 'sweep',
    deployment: 'Files/Waybill',
    FilesStuck: 1,
  });
});

test('a function that does not know its deployment does not start', () => {
  expect(() => deploymentMetrics({})).toThrow('DEPLOYMENT');
});
