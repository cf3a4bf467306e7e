import { describe, expect, test } from '@jest/globals';
import { Duration, RemovalPolicy, Size, Stack } from 'aws-cdk-lib';
import { readConfiguration } from '../../bin/configuration.js';
import {
  Auth,
  ContentLevel,
  FindingGrade,
  OnFinding,
  OnMismatch,
  Permission,
  StorageAddressing,
} from '../../lib/index.js';
import { withApp } from '../lib/temporary-app.js';

const propsOf = (context: Record<string, unknown>) =>
  withApp((app) => readConfiguration(context).props(new Stack(app, 'Test')));

describe('the configuration', () => {
  test('may be empty', () => {
    expect(readConfiguration({}).stackName).toBe('Waybill');
    expect(propsOf({})).toEqual({});
  });

  test('is the `waybill` object of the context', () => {
    const waybill = {
      stackName: 'Files',
      allowedOrigins: ['https://app.example.com'],
      allowedTypes: ['image/png', 'application/pdf'],
      maxSize: '500 MiB',
      maxPixels: 1000000,
      uploadUrlLife: '5min',
      readUrlLife: '90s',
      logRetention: 90,
      rateLimit: 100,
      burstLimit: 200,
      warmThroughput: { writeUnitsPerSecond: 40000 },
      validationConcurrency: 400,
      webhookConcurrency: 20,
      removalPolicy: 'destroy',
      storageEndpoint: 'http://127.0.0.1:9000',
      storageAddressing: 'virtual',
      awsEndpoint: 'http://127.0.0.1:9000',
    };
    expect(readConfiguration({ waybill }).stackName).toBe('Files');
    expect(propsOf({ waybill })).toEqual({
      allowedOrigins: ['https://app.example.com'],
      allowedTypes: ['image/png', 'application/pdf'],
      maxSize: Size.mebibytes(500),
      maxPixels: 1_000_000,
      uploadUrlLife: Duration.minutes(5),
      readUrlLife: Duration.seconds(90),
      logRetention: 90,
      rateLimit: 100,
      burstLimit: 200,
      warmThroughput: { writeUnitsPerSecond: 40_000 },
      validationConcurrency: 400,
      webhookConcurrency: 20,
      removalPolicy: RemovalPolicy.DESTROY,
      storageEndpoint: 'http://127.0.0.1:9000',
      storageAddressing: StorageAddressing.VIRTUAL,
      awsEndpoint: 'http://127.0.0.1:9000',
    });
  });

  test('is overridden key by key from the command line, where everything is text', () => {
    const waybill = { rateLimit: 100, burstLimit: 200 };
    expect(
      propsOf({ waybill, rateLimit: '7', allowedOrigins: 'https://a.example.com, https://b.example.com' }),
    ).toEqual({
      rateLimit: 7,
      burstLimit: 200,
      allowedOrigins: ['https://a.example.com', 'https://b.example.com'],
    });
  });

  test('makes keys, topics and buses of ARNs', () => {
    const encryptionKey = 'arn:aws:kms:eu-west-1:111122223333:key/01234567-89ab-cdef-0123-456789abcdef';
    const alarmTopic = 'arn:aws:sns:eu-west-1:111122223333:on-call';
    const eventBus = 'arn:aws:events:eu-west-1:111122223333:event-bus/files';
    expect(propsOf({ encryptionKey, alarmTopic, eventBus })).toMatchObject({
      encryptionKey: { keyArn: encryptionKey },
      alarmTopic: { topicArn: alarmTopic },
      eventBus: { eventBusArn: eventBus },
    });
  });

  test('reads one claim, or several', () => {
    const given = {
      ownerClaim: 'org_id,sub',
      subjectClaim: 'oid',
      rolesClaim: ['realm_access.roles', 'scope'],
    };
    expect(propsOf({ ...given, groupsClaim: 'groups' })).toEqual({
      ownerClaim: ['org_id', 'sub'],
      subjectClaim: 'oid',
      rolesClaim: ['realm_access.roles', 'scope'],
      groupsClaim: 'groups',
    });
  });

  test('imports an authorizer, which this stack’s gateway may invoke', () => {
    const authorizer = 'arn:aws:lambda:eu-west-1:111122223333:function:authorizer';
    expect(propsOf({ authorizer }).auth).toBeInstanceOf(Auth);
  });

  test('turns metrics and traces off', () => {
    expect(propsOf({ metrics: 'false', tracing: false })).toEqual({ metrics: false, tracing: false });
  });

  test('leaves the CDK its own context', () => {
    const context = { '@aws-cdk/core:newStyleStackSynthesis': true, 'aws:cdk:version-reporting': true };
    expect(propsOf(context)).toEqual({});
  });
});

const wrong: [Record<string, unknown>, message: string][] = [
  [
    { colour: 'red' },
    'Waybill: context colour: not known; the keys are stackName, issuer, audience, authorizer, ownerClaim',
  ],
  [{ waybill: { maxsize: '5GiB' } }, 'Waybill: context maxsize: not known; the keys are'],
  [{ toString: 'x' }, 'Waybill: context toString: not known'],
  [{ waybill: 'x' }, 'Waybill: context waybill: expected an object, got "x"'],
  [{ maxSize: '5' }, 'Waybill: context maxSize: expected a size such as 500MiB, 5GiB or 1024B, got "5"'],
  [{ maxSize: 5 }, 'Waybill: context maxSize: expected a size such as 500MiB, 5GiB or 1024B, got 5'],
  [{ maxSize: '5GB' }, 'context maxSize: expected a size'],
  [
    { uploadUrlLife: '15' },
    'Waybill: context uploadUrlLife: expected a duration such as 900s, 15min, 24h or 7d, got "15"',
  ],
  [{ uploadUrlLife: '-1min' }, 'context uploadUrlLife: expected a duration'],
  [
    { warmThroughput: '40000' },
    'Waybill: context warmThroughput: expected an object such as {"readUnitsPerSecond": 12000',
  ],
  [{ warmThroughput: { writes: 40000 } }, 'context warmThroughput: expected an object such as'],
  [
    { warmThroughput: { writeUnitsPerSecond: 'many' } },
    'context warmThroughput.writeUnitsPerSecond: expected a whole number, got "many"',
  ],
  [{ maxPixels: '1e6' }, 'Waybill: context maxPixels: expected a whole number, got "1e6"'],
  [{ rateLimit: 1.5 }, 'Waybill: context rateLimit: expected a whole number, got 1.5'],
  [{ rateLimit: '' }, 'context rateLimit: expected a whole number, got ""'],
  [{ allowedOrigins: '' }, 'Waybill: context allowedOrigins: expected a list: ["a", "b"], or a,b'],
  [{ allowedOrigins: ['https://a.example.com', 1] }, 'context allowedOrigins: expected a list'],
  [{ allowedTypes: 'image/png,,image/gif' }, 'context allowedTypes: expected a list'],
  [{ removalPolicy: 'DESTROY' }, 'Waybill: context removalPolicy: expected retain or destroy, got "DESTROY"'],
  [
    { logRetention: '42' },
    'Waybill: context logRetention: expected a number of days among 1, 3, 5, 7, 14, 30',
  ],
  [
    { authorizer: 'arn:aws:lambda:eu-west-1:111122223333:function:a', audience: 'files' },
    'Waybill: context audience: is checked by the authorizer',
  ],
  [{ authorizer: 'my-authorizer' }, 'Waybill: context authorizer: expected an ARN such as arn:aws:lambda:'],
  [{ encryptionKey: 'alias/files' }, 'Waybill: context encryptionKey: expected an ARN such as arn:aws:kms:'],
  [
    { alarmTopic: 'arn:aws:sqs:eu-west-1:111122223333:q' },
    'context alarmTopic: expected an ARN such as arn:aws:sns:',
  ],
  [{ stackName: '' }, 'Waybill: context stackName: expected a text, got ""'],
  [{ issuer: 'https://login.example.com' }, 'Waybill: context issuer: needs audience too'],
  [{ audience: 'waybill' }, 'Waybill: context audience: needs issuer too'],
];

test.each(wrong)('%j is refused: %s', (context, message) => {
  expect(() => readConfiguration(context)).toThrow(message);
});

describe('roles and what is done about findings', () => {
  test.each([
    ['as an object', { keepers: ['files:admin', 'files:read'] }],
    ['as text', '{"keepers":["files:admin","files:read"]}'],
  ])('have %s', (_how, roles) => {
    const given = {
      roles,
      rolesClaim: 'scope',
      contentLevel: 'full',
      onFinding: 'hold',
      onMismatch: 'reject',
      activeContent: '{"macro":"warn"}',
      onProtected: 'refuse',
      refuseLocation: 'true',
      alsoAllowedTypes: 'text/html, application/x-msi',
      blockedExtensions: 'exe,js',
      fullMaxBytes: '64MiB',
      refuseNestedArchives: 'true',
      malwareProtection: 'true',
    };
    expect(propsOf(given)).toEqual({
      roles: { keepers: [Permission.FILES_ADMIN, Permission.FILES_READ] },
      rolesClaim: 'scope',
      contentLevel: ContentLevel.FULL,
      onFinding: OnFinding.HOLD,
      onMismatch: OnMismatch.REJECT,
      activeContent: { macro: FindingGrade.WARN },
      onProtected: FindingGrade.REFUSE,
      refuseLocation: true,
      alsoAllowedTypes: ['text/html', 'application/x-msi'],
      blockedExtensions: ['exe', 'js'],
      fullMaxBytes: Size.mebibytes(64),
      refuseNestedArchives: true,
      malwareProtection: true,
    });
  });

  test.each([
    [{ onFinding: 'shrug' }, 'context onFinding: expected reject or hold, got "shrug"'],
    [{ contentLevel: 'deep' }, 'context contentLevel: expected standard or strict or full'],
    [{ malwareProtection: 'yes' }, 'context malwareProtection: expected true or false, got "yes"'],
    [{ activeContent: 'macro' }, 'context activeContent: expected an object such as {"macro": "warn"}'],
    [
      { activeContent: { macro: 'maybe' } },
      'context activeContent.macro: expected refuse or warn, got "maybe"',
    ],
    [{ roles: 'keepers' }, 'context roles: expected an object'],
    [{ roles: ['files:admin'] }, 'context roles: expected an object'],
    [{ roles: { keepers: ['files:everything'] } }, 'context roles.keepers: expected files:create or'],
    [{ roles: { keepers: [] } }, 'context roles.keepers: expected a list'],
  ])('%j is refused', (given, message) => {
    expect(() => propsOf(given)).toThrow(message);
  });
});
