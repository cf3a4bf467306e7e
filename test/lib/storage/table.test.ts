import { expect, test } from '@jest/globals';
import { RemovalPolicy } from 'aws-cdk-lib';
import type { WaybillProps } from '../../../lib/index.js';
import { find, resourcesOf, synthesize } from '../synthesize.js';

const tableOf = (props?: WaybillProps) => find(resourcesOf(synthesize(props)), 'AWS::DynamoDB::GlobalTable');

test('the table has the keys and the indexes that the records use', () => {
  expect(tableOf().Properties).toMatchObject({
    KeySchema: [
      { AttributeName: 'pk', KeyType: 'HASH' },
      { AttributeName: 'sk', KeyType: 'RANGE' },
    ],
    GlobalSecondaryIndexes: [
      {
        IndexName: 'gsi1',
        KeySchema: [
          { AttributeName: 'gsi1pk', KeyType: 'HASH' },
          { AttributeName: 'gsi1sk', KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'ALL' },
      },
      {
        IndexName: 'gsi2',
        KeySchema: [
          { AttributeName: 'gsi2pk', KeyType: 'HASH' },
          { AttributeName: 'gsi2sk', KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'ALL' },
      },
    ],
    BillingMode: 'PAY_PER_REQUEST',
    TimeToLiveSpecification: { AttributeName: 'expiresAtSeconds', Enabled: true },
    StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
  });
});

test('the table and each index have the configured warm throughput; the default is DynamoDB’s own', () => {
  const warm = { ReadUnitsPerSecond: 12_000, WriteUnitsPerSecond: 40_000 };
  expect(tableOf({ warmThroughput: { writeUnitsPerSecond: 40_000 } }).Properties).toMatchObject({
    WarmThroughput: warm,
    GlobalSecondaryIndexes: [{ WarmThroughput: warm }, { WarmThroughput: warm }],
  });
  expect(tableOf().Properties).not.toHaveProperty('WarmThroughput');
});

test('the table can be restored to any minute, and is neither deleted by hand nor with its stack', () => {
  const { Properties: table, DeletionPolicy } = tableOf();
  expect(table['Replicas']).toMatchObject([
    {
      DeletionProtectionEnabled: true,
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    },
  ]);
  expect(DeletionPolicy).toBe('Retain');
});

test('the table is deleted with its stack if configured', () => {
  const { Properties: table, DeletionPolicy } = tableOf({ removalPolicy: RemovalPolicy.DESTROY });
  expect(table['Replicas']).toMatchObject([{ DeletionProtectionEnabled: false }]);
  expect(DeletionPolicy).toBe('Delete');
});
