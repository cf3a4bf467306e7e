import { describe, expect, test } from '@jest/globals';
import { Duration, Size } from 'aws-cdk-lib';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import {
  ContentLevel,
  OnFinding,
  OnMismatch,
  Permission,
  StorageAddressing,
  type WaybillProps,
} from '../../../lib/index.js';
import { constructId } from '../../../lib/function/function.js';
import { functionNames, functions as rows, type FunctionRow } from '../../../lambda/functions.js';
import { find, ofType, resourcesOf, synthesize } from '../synthesize.js';

const names = functionNames.map(constructId);
const functions = (props?: WaybillProps) => {
  const resources = resourcesOf(synthesize(props));
  return names.map((name) => {
    // `Files` is also the prefix of FilesRole and FilesLogs, but those are not functions.
    const { Properties } = find(resources, 'AWS::Lambda::Function', name);
    return {
      name,
      fn: Properties,
      environment: (Properties['Environment'] as { Variables: object }).Variables,
    };
  });
};

describe('a function', () => {
  test.each(functions())(
    '$name runs on Node.js 24 on Arm, is traced, and logs JSON to its own group',
    ({ name, fn }) => {
      expect(fn).toMatchObject({
        Runtime: 'nodejs24.x',
        Architectures: ['arm64'],
        Handler: 'index.handler',
        Role: `arn:aws:iam::111122223333:role/${name}Role`,
        TracingConfig: { Mode: 'Active' },
        LoggingConfig: {
          LogFormat: 'JSON',
          ApplicationLogLevel: 'INFO',
          SystemLogLevel: 'WARN',
          LogGroup: `${name}Logs`,
        },
      });
    },
  );

  test.each(functions())(
    '$name finds in its environment where things are and what is allowed',
    ({ name, environment }) => {
      expect(environment).toEqual({
        BUCKET: 'Bucket',
        TABLE: 'Table',
        DEPLOYMENT: 'Test/Waybill',
        POLICY: expect.any(String),
        ...(/Files|Validate|Sweep/.test(name) && { VALIDATION_QUEUE_URL: 'ValidationQueue' }),
        ...(name === 'Files' && { SWEEP_FUNCTION: 'Sweep' }),
        ...(name === 'Sweep' && { PRESIGN_FUNCTION: 'Presign', SWEEP: expect.any(String) }),
        ...(/Announce|Deliver|Webhooks/.test(name) && {
          WEBHOOKS: '{"endpoints":[]}',
          WEBHOOK_QUEUE_URL: 'WebhookQueue',
        }),
        ...(/Deliver|Webhooks/.test(name) && { WEBHOOK_KEY_ARN: 'WebhookKey.Id' }),
        ...(name === 'Announce' && { EVENT_BUS: 'arn:aws:events:eu-west-1:111122223333:event-bus/EventBus' }),
        POWERTOOLS_SERVICE_NAME: name.toLowerCase(),
        POWERTOOLS_METRICS_NAMESPACE: 'Waybill',
      });
    },
  );

  test('has the policy of the props in its environment', () => {
    const props = {
      allowedTypes: ['image/png'],
      maxSize: Size.mebibytes(20),
      maxPixels: 1_000_000,
      contentLevel: ContentLevel.FULL,
      onFinding: OnFinding.HOLD,
      onMismatch: OnMismatch.REJECT,
      rolesClaim: 'scope',
      roles: { keepers: [Permission.FILES_ADMIN] },
      uploadUrlLife: Duration.minutes(5),
      readUrlLife: Duration.seconds(90),
      retention: Duration.days(30),
    };
    for (const { environment } of functions(props)) {
      const { POLICY: policy } = environment as { POLICY: string };
      expect(JSON.parse(policy)).toEqual({
        allowedTypes: ['image/png'],
        maxSizeBytes: 20 * 1024 * 1024,
        multipartThresholdBytes: 64 * 1024 * 1024,
        maxPixels: 1_000_000,
        contentLevel: 'full',
        onFinding: 'hold',
        onMismatch: 'reject',
        uploadExpiresInSeconds: 300,
        partExpiresInSeconds: 900,
        uploadLifeSeconds: 86_400,
        readExpiresInSeconds: 90,
        retentionSeconds: 2_592_000,
        quota: { maxPendingUploads: 10_000 },
        access: {
          ownerClaim: 'sub',
          groupsClaim: 'cognito:groups',
          rolesClaim: 'scope',
          roles: { keepers: ['files:admin'] },
        },
      });
    }
  });

  test('has other endpoints in its environment, without a trailing slash', () => {
    const props = { storageEndpoint: 'http://127.0.0.1:9000/', awsEndpoint: 'http://127.0.0.1:4566' };
    for (const { environment } of functions(props)) {
      expect(environment).toMatchObject({
        STORAGE_ENDPOINT: 'http://127.0.0.1:9000',
        AWS_ENDPOINT_URL: 'http://127.0.0.1:4566',
      });
    }
  });

  test('has the addressing style of another store in its environment', () => {
    const props = {
      storageEndpoint: 'https://store.example.com',
      storageAddressing: StorageAddressing.VIRTUAL,
    };
    for (const { environment } of functions(props)) {
      expect(environment).toMatchObject({ STORAGE_ADDRESSING: 'virtual' });
    }
  });
});

describe('each function is invoked as in the list of functions:', () => {
  const resources = resourcesOf(synthesize());
  const targets = (type: string, named: (properties: Record<string, unknown>) => unknown) =>
    ofType(resources, type).map(([, { Properties }]) => String(named(Properties)).split(':').at(-1));
  const fedBy = (source: RegExp) =>
    targets('AWS::Lambda::EventSourceMapping', ({ EventSourceArn, FunctionName }) =>
      source.test(String(EventSourceArn)) ? FunctionName : '',
    ).filter((name) => name !== '');
  const invoked: Readonly<Record<FunctionRow['source'], (string | undefined)[]>> = {
    api: targets('AWS::ApiGatewayV2::Integration', ({ IntegrationUri }) => IntegrationUri),
    schedule: targets('AWS::Scheduler::Schedule', ({ Target }) => (Target as { Arn: string }).Arn),
    'validation-queue': fedBy(/:ValidationQueue$/),
    'webhook-queue': fedBy(/:WebhookQueue$/),
    'table-stream': fedBy(/^Table\.StreamArn$/),
  };

  test.each(Object.entries(invoked))('%s', (source, found) => {
    const listed = functionNames.filter((name) => rows[name].source === source);
    expect(found.toSorted()).toEqual(listed.map(constructId).sort());
  });
});

test('the sweep has its grace periods in its environment, and runs at the interval of the props', () => {
  const { Properties: schedule } = find(
    resourcesOf(synthesize()),
    'AWS::Scheduler::Schedule',
    'SweepSchedule',
  );
  expect(schedule).toMatchObject({ ScheduleExpression: 'rate(5 minutes)' });
  const props = {
    sweepInterval: Duration.minutes(1),
    uploadGrace: Duration.minutes(10),
    orphanGrace: Duration.days(2),
  };
  const resources = resourcesOf(synthesize(props));
  expect(find(resources, 'AWS::Scheduler::Schedule').Properties['ScheduleExpression']).toBe('rate(1 minute)');
  const { Environment } = find(resources, 'AWS::Lambda::Function', 'Sweep').Properties;
  const { SWEEP } = (Environment as { Variables: { SWEEP: string } }).Variables;
  expect(JSON.parse(SWEEP)).toEqual({ uploadGraceSeconds: 600, orphanGraceSeconds: 172_800 });
});

test('with `tracing: false` no function is traced, and none may write traces', () => {
  const resources = resourcesOf(synthesize({ tracing: false }));
  const modes = ofType(resources, 'AWS::Lambda::Function').map(
    ([, { Properties }]) => Properties['TracingConfig'],
  );
  expect(new Set(modes)).toEqual(new Set([undefined]));
  expect(JSON.stringify(resources)).not.toContain('xray:');
});

test('with `metrics: false` each function publishes only what alarms monitor', () => {
  const functions = ofType(resourcesOf(synthesize({ metrics: false })), 'AWS::Lambda::Function');
  expect(functions.length).toBeGreaterThan(0);
  for (const [, { Properties }] of functions)
    expect(Properties['Environment']).toMatchObject({ Variables: { METRICS: 'alarms' } });
});

test('the environment fits into the 4 KB that Lambda gives it', () => {
  for (const { environment } of functions())
    expect(JSON.stringify(environment).length).toBeLessThan(4096 - 512);
});

test.each([
  ['a month', {}, 30],
  ['as long as asked', { logRetention: RetentionDays.ONE_YEAR }, 365],
])('logs are kept %s', (_text, props, days) => {
  const groups = ofType(resourcesOf(synthesize(props)), 'AWS::Logs::LogGroup');
  expect(groups).toHaveLength(9);
  for (const [, { Properties: group }] of groups) expect(group['RetentionInDays']).toBe(days);
});
