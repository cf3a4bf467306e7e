import { describe, expect, test } from '@jest/globals';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Auth } from '../../../lib/index.js';
import { find, resourcesOf, synthesize } from '../synthesize.js';

const arns = (count: number) =>
  Array.from({ length: count }, (_, i) => `arn:aws:iam::111122223333:role/operations/break-glass-${100 + i}`);

describe('a policy that AWS would refuse fails at synth', () => {
  test('of the bucket, by its roles for emergencies', () => {
    expect(() => synthesize({ breakGlassRoleArns: arns(60) })).toThrow(
      /^Waybill: breakGlassRoleArns: expected fewer roles.* 20480.* got "60 roles"$/,
    );
    const fitting = find(resourcesOf(synthesize({ breakGlassRoleArns: arns(30) })), 'AWS::S3::BucketPolicy');
    expect(JSON.stringify(fitting.Properties['PolicyDocument']).length).toBeLessThan(20 * 1024);
  });

  test('of a role, by the keys that it keeps', () => {
    const keys = (count: number) =>
      synthesize((stack) => ({
        formerEncryptionKeys: Array.from({ length: count }, (_, i) =>
          Key.fromKeyArn(
            stack,
            `Key${i}`,
            `arn:aws:kms:eu-west-1:111122223333:key/mrk-${String(i).padStart(32, '0')}`,
          ),
        ),
      }));
    expect(() => keys(20)).not.toThrow();
    expect(() => keys(150)).toThrow(
      /^Waybill: formerEncryptionKeys: expected fewer keys: .* 10240, got "150 keys"$/,
    );
  });
});

test('an authorizer has no more audiences than API Gateway allows', () => {
  const auth = (count: number) =>
    Auth.jwt({
      issuer: 'https://login.example.com',
      audience: Array.from({ length: count }, (_, i) => `client-${i}`),
    });
  expect(() => auth(50)).not.toThrow();
  expect(() => auth(51)).toThrow('Waybill: Auth.jwt audience: expected at most 50 audiences, got 51');
});
