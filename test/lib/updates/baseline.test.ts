import { describe, expect, test } from '@jest/globals';
import { baselineOf, configurationNames, currentOf, lossesOf, releasedVersion } from './baseline.js';
import { effectsOf, losses, stateful, stateless } from './effects.js';

const current = new Map(configurationNames.map((name) => [name, currentOf(name)]));

describe.each(configurationNames)('a deployment of the newest release, with %s', (name) => {
  const now = current.get(name) ?? currentOf(name);

  test('loses nothing that it holds by an update to this code', () => {
    expect(lossesOf(name, now)).toEqual({});
  });

  test('has the type of each resource in one of the lists of effects.ts: it holds something, or it may be replaced', () => {
    const types = new Set(Object.values(now.Resources).map(({ Type }) => Type));
    expect([...types].filter((type) => !stateful.includes(type) && !stateless.includes(type))).toEqual([]);
  });

  // It is retained, and CloudFormation makes no policy for a bucket that has one.
  test('keeps the logical id of each bucket’s policy', () => {
    const policies = ({ Resources }: typeof now) =>
      Object.keys(Resources).filter((id) => Resources[id]?.Type === 'AWS::S3::BucketPolicy');
    expect(policies(baselineOf(name)).length).toBeGreaterThan(0);
    expect(policies(now)).toEqual(expect.arrayContaining(policies(baselineOf(name))));
  });

  // DynamoDB developer guide, "Managing Global Secondary Indexes": one is created or deleted in an update.
  test('needs at most one change of the table’s indexes', () => {
    const indexes = ({ Resources }: typeof now) => {
      const table = Object.values(Resources).find(({ Type }) => Type === 'AWS::DynamoDB::GlobalTable');
      const all = table?.Properties['GlobalSecondaryIndexes'] as { IndexName: string; KeySchema: unknown }[];
      return all.map(({ IndexName: index, KeySchema: keys }) => JSON.stringify([index, keys]));
    };
    const [before, after] = [indexes(baselineOf(name)), indexes(now)];
    const changed = [
      ...before.filter((one) => !after.includes(one)),
      ...after.filter((one) => !before.includes(one)),
    ];
    expect(changed.length).toBeLessThanOrEqual(1);
  });
});

test('the baseline is of the newest release: npm run baseline renews it', () => {
  expect(configurationNames.map((name) => baselineOf(name).version)).toEqual([
    releasedVersion(),
    releasedVersion(),
  ]);
});

describe('the diff finds what CloudFormation would replace:', () => {
  const { Resources } = baselineOf('defaults');
  const idOf = (prefix: string) => Object.keys(Resources).find((id) => id.startsWith(prefix)) ?? prefix;
  const found = (changed: object) => losses(effectsOf({ Resources }, { Resources: changed }));

  test('a bucket with another logical id', () => {
    const { [idOf('WaybillBucket')]: bucket, ...others } = Resources;
    expect(found({ ...others, WaybillFiles0B1C2D3E: bucket })).toEqual({ Bucket: 'retained' });
  });

  test('a table with another key', () => {
    const id = idOf('WaybillTable');
    const table = structuredClone(Resources[id]);
    Object.assign(table?.Properties ?? {}, { KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }] });
    expect(found({ ...Resources, [id]: table })).toEqual({ Table: 'replaced' });
  });

  test('an API of another protocol, and a secret of another name', () => {
    const [api, key] = [idOf('WaybillApi'), idOf('WaybillWebhookKey')];
    const changed = structuredClone(Resources);
    Object.assign(changed[api]?.Properties ?? {}, { ProtocolType: 'WEBSOCKET' });
    Object.assign(changed[key]?.Properties ?? {}, { Name: 'files' });
    expect(found(changed)).toMatchObject({ Api: 'replaced', WebhookKey: 'replaced' });
  });
});
