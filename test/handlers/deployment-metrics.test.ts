import { MetricUnit } from '@aws-lambda-powertools/metrics';
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { alarmedMetrics } from '../../lambda/core/settings/alarmed-metrics.js';
import { announcedReads } from '../../lambda/handlers/announced-reads.js';
import { photo } from '../core/records.js';
import { deploymentMetrics } from '../../lambda/handlers/deployment-metrics.js';

Object.assign(process.env, { POWERTOOLS_SERVICE_NAME: 'sweep', POWERTOOLS_METRICS_NAMESPACE: 'Waybill' });
afterEach(() => {
  jest.restoreAllMocks();
});

test('a metric names its function and its deployment, in the format that CloudWatch reads', () => {
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

/** The documents that a function logs for CloudWatch. Powertools writes to a console of its own, and that to stdout. */
function published(run: () => void): Record<string, unknown>[] {
  const written = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
  run();
  return written.mock.calls.map(([line]) => JSON.parse(String(line)) as Record<string, unknown>);
}

describe('with `metrics: false`', () => {
  const variables = { DEPLOYMENT: 'Files/Waybill', METRICS: 'alarms' };

  test('what an alarm monitors is published, and nothing else', () => {
    const [document, ...others] = published(() => {
      const metrics = deploymentMetrics(variables);
      for (const name of ['FilesVerified', ...alarmedMetrics]) metrics.addMetric(name, MetricUnit.Count, 1);
      metrics.publishStoredMetrics();
    });
    expect(others).toEqual([]);
    expect(document).toMatchObject({ deployment: 'Files/Waybill', FilesStuck: 1, WebhooksDisabled: 1 });
    expect(Object.keys(document ?? {}).sort()).toEqual(
      ['_aws', 'deployment', 'service', ...alarmedMetrics].sort(),
    );
  });

  test('a function with nothing to publish logs nothing, not even a warning', () => {
    const warned = jest.spyOn(console, 'warn').mockReturnValue();
    const lines = published(() => {
      const metrics = deploymentMetrics(variables);
      metrics.addMetric('FilesVerified', MetricUnit.Count, 1);
      metrics.publishStoredMetrics();
    });
    expect(lines).toEqual([]);
    expect(warned).not.toHaveBeenCalled();
  });
});

test('reads that could not be announced are counted where the alarm looks for them', () => {
  jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  const documents = published(() => {
    const metrics = deploymentMetrics({ DEPLOYMENT: 'Files/Waybill' });
    const { reportLost } = announcedReads(() => Promise.resolve(), metrics);
    reportLost({ id: 'read_1', how: 'read', files: [photo] } as never, 'throttled');
  });
  expect(documents).toContainEqual(
    expect.objectContaining({ deployment: 'Files/Waybill', ReadsUnannounced: 1 }),
  );
});
