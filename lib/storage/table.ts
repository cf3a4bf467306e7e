import { RemovalPolicy } from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import type { Construct } from 'constructs';
import type { Settings } from '../settings/settings.js';

const { STRING } = dynamodb.AttributeType;

/** Files of an owner, newest first. */
export const ownerIndex = 'gsi1';

/** Held files, which wait for an administrator. Sparse. */
export const waitingIndex = 'gsi2';

/** One table for all records. */
export function makeTable(scope: Construct, { removalPolicy, warmThroughput }: Settings): dynamodb.TableV2 {
  // A write to the table is also one to each index of the item: the smallest warm throughput of them is the limit.
  const warm = warmThroughput && { warmThroughput };
  return new dynamodb.TableV2(scope, 'Table', {
    partitionKey: { name: 'pk', type: STRING },
    sortKey: { name: 'sk', type: STRING },
    globalSecondaryIndexes: [
      {
        indexName: ownerIndex,
        partitionKey: { name: 'gsi1pk', type: STRING },
        sortKey: { name: 'gsi1sk', type: STRING },
        ...warm,
      },
      {
        indexName: waitingIndex,
        partitionKey: { name: 'gsi2pk', type: STRING },
        sortKey: { name: 'gsi2sk', type: STRING },
        ...warm,
      },
    ],
    billing: dynamodb.Billing.onDemand(),
    ...warm,
    timeToLiveAttribute: 'expiresAtSeconds',
    dynamoStream: dynamodb.StreamViewType.NEW_AND_OLD_IMAGES,
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    deletionProtection: removalPolicy !== RemovalPolicy.DESTROY,
    removalPolicy,
  });
}

/** @throws if the table has none */
export function streamOf(table: dynamodb.TableV2): string {
  if (table.tableStreamArn === undefined) throw new Error('the table has no stream');
  return table.tableStreamArn;
}
