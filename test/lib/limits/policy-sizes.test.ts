import { describe, expect, test } from '@jest/globals';
import { Duration } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Auth, type WaybillProps } from '../../../lib/index.js';
import { find, ofType, resourcesOf, synthesize } from '../synthesize.js';

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

  test('of the bucket, by the roles that deploy', () => {
    const name = 'cdk-hnb659fds-cfn-exec-role-111122223333-eu-west-1';
    const roles = (count: number) => [`arn:aws:iam::111122223333:role/${name}`, ...arns(count)];
    expect(() => synthesize({ deploymentRoleArns: roles(30) })).not.toThrow();
    expect(() => synthesize({ deploymentRoleArns: roles(300) })).toThrow(
      /^Waybill: deploymentRoleArns: expected fewer roles.* 20480.* got "301 roles"$/,
    );
  });

  const keys = (count: number, props: WaybillProps = {}) =>
    synthesize((stack) => ({
      ...props,
      formerEncryptionKeys: Array.from({ length: count }, (_, i) =>
        Key.fromKeyArn(
          stack,
          `Key${i}`,
          `arn:aws:kms:eu-west-1:111122223333:key/mrk-${String(i).padStart(32, '0')}`,
        ),
      ),
    }));

  test.each(['readUrlLife', 'partUrlLife'])('of sessions that sign for longer (%s), by its keys', (prop) => {
    const life = { [prop]: Duration.minutes(60) };
    expect(() => keys(15, life)).not.toThrow();
    expect(() => keys(25, life)).toThrow(
      /^Waybill: formerEncryptionKeys: expected fewer keys: the policy of signing sessions .* 2048, got "25 keys"$/,
    );
  });

  test('of a role, by the keys that it keeps', () => {
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

test('issuer and audience are no longer than API Gateway accepts', () => {
  const auth = (issuer: number, audience: number) =>
    Auth.jwt({
      issuer: 'https://login.example.com/'.padEnd(issuer, 'x'),
      audience: ['files', 'x'.repeat(audience)],
    });
  expect(() => auth(2048, 2048)).not.toThrow();
  expect(() => auth(2049, 1)).toThrow(
    /^Waybill: Auth.jwt issuer: expected at most 2048 characters, .* got "2049/,
  );
  expect(() => auth(100, 3000)).toThrow(/^Waybill: Auth.jwt audience: expected at most 2048 .* got "3000/);
});

test('a function is invoked by no more routes than its policy has room for', () => {
  // Lambda quotas, "Function resource-based policy". A permission's name is that of a resource of CloudFormation.
  const most = 20 * 1024;
  const name = 'x'.repeat(255);
  const bytes = new Map<string, number>();
  for (const [, { Properties }] of ofType(resourcesOf(synthesize()), 'AWS::Lambda::Permission')) {
    const called = String(Properties['FunctionName']);
    const statement = JSON.stringify({
      Sid: name,
      Effect: 'Allow',
      Resource: 'x'.repeat(140),
      ...Properties,
    });
    bytes.set(called, (bytes.get(called) ?? 0) + statement.length);
  }
  expect(Math.max(...bytes.values())).toBeGreaterThan(5_000);
  expect(Math.max(...bytes.values())).toBeLessThan(most);
});
