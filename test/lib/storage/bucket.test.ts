import { describe, expect, test } from '@jest/globals';
import { RemovalPolicy } from 'aws-cdk-lib';
import { find, keyArn, resourcesOf, synthesize, withKey } from '../synthesize.js';

const bucketOf = (...given: Parameters<typeof synthesize>) =>
  find(resourcesOf(synthesize(...given)), 'AWS::S3::Bucket');

describe('the bucket', () => {
  const { Properties: bucket, ...resource } = bucketOf({ allowedOrigins: ['https://app.example.com'] });

  test('is never public, and owns every object in it', () => {
    expect(bucket['PublicAccessBlockConfiguration']).toEqual({
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    });
    expect(bucket['OwnershipControls']).toEqual({ Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] });
  });

  test('keeps versions, and is retained after its stack', () => {
    expect(bucket['VersioningConfiguration']).toEqual({ Status: 'Enabled' });
    expect(resource.DeletionPolicy).toBe('Retain');
  });

  test('is encrypted by S3, and accepts no customer-provided key', () => {
    expect(bucket['BucketEncryption']).toEqual({
      ServerSideEncryptionConfiguration: [
        {
          ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' },
          BlockedEncryptionTypes: { EncryptionType: ['SSE-C'] },
        },
      ],
    });
  });

  test('expires abandoned parts and rejected versions, and nothing else', () => {
    expect(bucket['LifecycleConfiguration']).toEqual({
      Rules: [
        {
          Id: 'abandoned-parts',
          Status: 'Enabled',
          Prefix: 'files/',
          AbortIncompleteMultipartUpload: { DaysAfterInitiation: 2 },
        },
        {
          Id: 'rejected-versions',
          Status: 'Enabled',
          Prefix: 'files/',
          TagFilters: [{ Key: 'verdict', Value: 'rejected' }],
          ExpirationInDays: 1,
          NoncurrentVersionExpiration: { NoncurrentDays: 1 },
        },
      ],
    });
  });

  test('lets the named pages send the signed headers and read what S3 answers', () => {
    const { CorsRules: rules } = bucket['CorsConfiguration'] as { CorsRules: Record<string, unknown>[] };
    expect(rules).toHaveLength(1);
    expect(rules[0]).toMatchObject({
      AllowedOrigins: ['https://app.example.com'],
      AllowedMethods: ['PUT', 'POST', 'GET', 'HEAD'],
      AllowedHeaders: expect.arrayContaining(['content-type', 'if-none-match', 'x-amz-checksum-*']),
      ExposedHeaders: expect.arrayContaining(['ETag', 'x-amz-version-id']),
    });
  });

  test('sends EventBridge an event for every object', () => {
    expect(bucket['NotificationConfiguration']).toEqual({
      EventBridgeConfiguration: { EventBridgeEnabled: true },
    });
  });

  test('has no server access log, which would contain signatures', () => {
    expect(bucket['LoggingConfiguration']).toBeUndefined();
  });
});

test('without origins no page may call', () => {
  expect(bucketOf().Properties['CorsConfiguration']).toBeUndefined();
});

test('with a key of its own it is encrypted by KMS, with a bucket key', () => {
  expect(bucketOf(withKey).Properties['BucketEncryption']).toEqual({
    ServerSideEncryptionConfiguration: [
      {
        BucketKeyEnabled: true,
        ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: keyArn },
        BlockedEncryptionTypes: { EncryptionType: ['SSE-C'] },
      },
    ],
  });
});

test('is deleted with its stack only if configured', () => {
  expect(bucketOf({ removalPolicy: RemovalPolicy.DESTROY }).DeletionPolicy).toBe('Delete');
});

test.each([RemovalPolicy.RETAIN, RemovalPolicy.DESTROY])(
  'its policy stays as long as the bucket does, with the removal policy %s',
  (removalPolicy) => {
    const policy = find(resourcesOf(synthesize({ removalPolicy })), 'AWS::S3::BucketPolicy', 'Bucket');
    expect(policy).toMatchObject({ DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
    // S3 user guide, "Principals for bucket policies": one that names a role is invalid once the role is deleted.
    const { Statement } = policy.Properties['PolicyDocument'] as { Statement: { Principal: unknown }[] };
    expect(new Set(Statement.map(({ Principal }) => JSON.stringify(Principal)))).toEqual(
      new Set(['{"AWS":"*"}']),
    );
  },
);
