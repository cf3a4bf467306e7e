import { DescribeTimeToLiveCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  GetBucketEncryptionCommand,
  GetBucketLifecycleConfigurationCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { describe, expect, test } from '@jest/globals';
import { system } from '../stack/system.js';

const s3 = new S3Client({ ...system.client, forcePathStyle: true });
const Bucket = system.bucket;
const page = new URL(system.pageUrl).origin;

describe("what the engine's CloudFormation drops is in force all the same", () => {
  const preflight = (origin: string) =>
    fetch(`${system.apiUrl}/uploads`, {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization,content-type',
      },
    });

  const ours = [page, 'http://localhost:5173', 'http://127.0.0.1:3000', 'http://[::1]:8080'];

  test.each(ours)('the gateway lets in scripts of this machine: %s', async (origin) => {
    const answer = await preflight(origin);
    expect(answer.ok).toBe(true);
    expect(answer.headers.get('access-control-allow-origin')).toBe(origin);
    expect(answer.headers.get('access-control-allow-headers')).toContain('authorization');
  });

  test('and no other’s', async () => {
    expect(
      (await preflight('https://elsewhere.example')).headers.get('access-control-allow-origin'),
    ).toBeNull();
  });

  test('the bucket does so too', async () => {
    const ask = (origin: string) =>
      fetch(`${system.s3Endpoint}/${Bucket}/files/00/u-a/b`, {
        method: 'OPTIONS',
        headers: {
          origin,
          'access-control-request-method': 'PUT',
          'access-control-request-headers': 'if-none-match',
        },
      });
    for (const origin of ours)
      expect((await ask(origin)).headers.get('access-control-allow-origin')).toBe(origin);
    expect((await ask('https://elsewhere.example')).headers.get('access-control-allow-origin')).toBeNull();
  });

  test('records end at their time to live', async () => {
    const { TimeToLiveDescription } = await new DynamoDBClient(system.client).send(
      new DescribeTimeToLiveCommand({ TableName: system.table }),
    );
    expect(TimeToLiveDescription).toMatchObject({
      AttributeName: 'expiresAtSeconds',
      TimeToLiveStatus: 'ENABLED',
    });
  });

  test('parts and rejected versions expire, nothing else does', async () => {
    const { Rules = [] } = await s3.send(new GetBucketLifecycleConfigurationCommand({ Bucket }));
    expect(Rules).toHaveLength(2);
    const expiring = Rules.filter(
      ({ Expiration, NoncurrentVersionExpiration }) => Expiration ?? NoncurrentVersionExpiration,
    );
    expect(expiring).toHaveLength(1);
    expect(expiring[0]?.Filter?.And?.Tags).toEqual([{ Key: 'verdict', Value: 'rejected' }]);
    expect(Rules.find((rule) => rule !== expiring[0])?.AbortIncompleteMultipartUpload).toBeDefined();
  });

  test('objects are encrypted at rest', async () => {
    const { ServerSideEncryptionConfiguration } = await s3.send(new GetBucketEncryptionCommand({ Bucket }));
    expect(
      ServerSideEncryptionConfiguration?.Rules?.[0]?.ApplyServerSideEncryptionByDefault?.SSEAlgorithm,
    ).toBe('AES256');
  });
});
