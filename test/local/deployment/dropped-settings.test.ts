import { describe, expect, test } from '@jest/globals';
import {
  bucketEncryption,
  bucketLifecycle,
  gatewayCors,
  tableTimeToLive,
  type Template,
} from '../../../local/deployment/dropped-settings.js';

const template = (resources: Record<string, [type: string, properties: object]>): Template => ({
  Resources: Object.fromEntries(
    Object.entries(resources).map(([id, [Type, Properties]]) => [id, { Type, Properties }]),
  ),
});

/** Of files; a page's bucket has no versions. */
const files = { VersioningConfiguration: { Status: 'Enabled' } };

describe('what the engine drops from a template', () => {
  test('CORS of the gateway', () => {
    const CorsConfiguration = {
      AllowOrigins: ['http://127.0.0.1:4000'],
      AllowMethods: ['POST'],
      MaxAge: 3600,
    };
    expect(gatewayCors(template({ Api: ['AWS::ApiGatewayV2::Api', { CorsConfiguration }] }))).toEqual(
      CorsConfiguration,
    );
    expect(gatewayCors(template({ Api: ['AWS::ApiGatewayV2::Api', {}] }))).toBeUndefined();
  });

  test('time to live of the table', () => {
    const given = { TimeToLiveSpecification: { AttributeName: 'expiresAtSeconds', Enabled: true } };
    expect(tableTimeToLive(template({ Table: ['AWS::DynamoDB::GlobalTable', given] }))).toEqual({
      AttributeName: 'expiresAtSeconds',
      Enabled: true,
    });
  });

  test("lifecycle rules, in the words of S3's own API", () => {
    const Rules = [
      {
        Id: 'parts',
        Prefix: 'files/',
        Status: 'Enabled',
        AbortIncompleteMultipartUpload: { DaysAfterInitiation: 2 },
      },
      {
        Id: 'rejected',
        Prefix: 'files/',
        Status: 'Enabled',
        TagFilters: [{ Key: 'verdict', Value: 'rejected' }],
        ExpirationInDays: 1,
        NoncurrentVersionExpiration: { NoncurrentDays: 1 },
      },
    ];
    expect(
      bucketLifecycle(
        template({
          Page: ['AWS::S3::Bucket', {}],
          Bucket: ['AWS::S3::Bucket', { ...files, LifecycleConfiguration: { Rules } }],
        }),
      ),
    ).toEqual([
      {
        ID: 'parts',
        Status: 'Enabled',
        Filter: { Prefix: 'files/' },
        AbortIncompleteMultipartUpload: { DaysAfterInitiation: 2 },
      },
      {
        ID: 'rejected',
        Status: 'Enabled',
        Filter: { And: { Prefix: 'files/', Tags: [{ Key: 'verdict', Value: 'rejected' }] } },
        Expiration: { Days: 1 },
        NoncurrentVersionExpiration: { NoncurrentDays: 1 },
      },
    ]);
  });

  test("encryption of the bucket, in the words of S3's own API", () => {
    const BucketEncryption = {
      ServerSideEncryptionConfiguration: [
        { BucketKeyEnabled: true, ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' } },
      ],
    };
    expect(
      bucketEncryption(template({ Bucket: ['AWS::S3::Bucket', { ...files, BucketEncryption }] })),
    ).toEqual([{ BucketKeyEnabled: true, ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' } }]);
  });

  test('a template with two buckets of files is refused as ambiguous', () => {
    const two = template({ One: ['AWS::S3::Bucket', files], Two: ['AWS::S3::Bucket', files] });
    expect(() => bucketLifecycle(two)).toThrow('expected one AWS::S3::Bucket in the template, found 2');
  });
});
