import { expect, test } from '@jest/globals';
import { RemovalPolicy } from 'aws-cdk-lib';
import { retainedTag } from '../../../lib/names/retained-tag.js';
import { resourcesOf, synthesize } from '../synthesize.js';

const retained = (removalPolicy: RemovalPolicy) =>
  Object.values(resourcesOf(synthesize({ removalPolicy, site: true })))
    // The bucket's policy stays with the bucket, and has no tags.
    .filter(({ Type, DeletionPolicy }) => DeletionPolicy === 'Retain' && Type !== 'AWS::S3::BucketPolicy')
    .map(({ Type, Properties }) => ({ type: Type, properties: JSON.stringify(Properties) }));

test('whatever outlives its stack says of which deployment it is', () => {
  const found = retained(RemovalPolicy.RETAIN);
  expect(found.map(({ type }) => type).sort()).toEqual([
    'AWS::Cognito::UserPool',
    'AWS::DynamoDB::GlobalTable',
    'AWS::S3::Bucket',
    'AWS::SecretsManager::Secret',
  ]);
  for (const { type, properties } of found) {
    expect([type, properties]).toEqual([type, expect.stringContaining(retainedTag)]);
    expect([type, properties]).toEqual([type, expect.stringContaining('Test/Waybill')]);
  }
});

test('nothing is retained where it is not to be', () => {
  expect(retained(RemovalPolicy.DESTROY)).toEqual([]);
});
