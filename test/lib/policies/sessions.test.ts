import { describe, expect, test } from '@jest/globals';
import { Duration, type Stack } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import { boundPolicy } from '../../../lambda/aws/signing/bound-sessions.js';
import type { WaybillProps } from '../../../lib/index.js';
import { find, keyArn, resourcesOf, synthesize } from '../synthesize.js';
import { decideInSession, type Decision, type Request, type Statement } from './evaluate.js';
import { readSignerCases } from './read-signer-cases.js';
import {
  copying,
  get,
  getVersion,
  inUrl,
  minutesOld,
  once,
  onKey,
  onObject,
  onTable,
  put,
  putPart,
  tagging,
} from './requests.js';

const formerArn = keyArn.replace('01234567', '76543210');
const hour = Duration.minutes(60);

/** Who signs for longer than 15 minutes: its role, the function that begins its sessions, and their policy. */
const signers = {
  readSigner: { role: 'ReadSigner', begunBy: 'Download', variable: 'READ_SIGNER_POLICY' },
  partSigner: { role: 'PartSigner', begunBy: 'Presign', variable: 'PART_SIGNER_POLICY' },
} as const;

function deployment(
  props: (stack: Stack) => WaybillProps = () => ({}),
  restricted = (policy: string) => policy,
) {
  const resources = resourcesOf(
    synthesize((stack) => ({ readUrlLife: hour, partUrlLife: hour, ...props(stack) })),
  );
  const documentOf = (type: string, prefix: string) =>
    (find(resources, type, prefix).Properties['PolicyDocument'] as { Statement: Statement[] }).Statement;
  const bucket = documentOf('AWS::S3::BucketPolicy', 'Bucket');
  return (who: keyof typeof signers, request: Request): Decision => {
    const { role, begunBy, variable } = signers[who];
    const { Environment } = find(resources, 'AWS::Lambda::Function', begunBy).Properties;
    const policy = (Environment as { Variables: Record<string, string> }).Variables[variable] ?? '';
    const session = (JSON.parse(restricted(policy)) as { Statement: Statement[] }).Statement;
    return decideInSession(request, [...documentOf('AWS::IAM::Policy', role), ...bucket], session);
  };
}

const keysOf = (stack: Stack) => ({
  encryptionKey: Key.fromKeyArn(stack, 'Key', keyArn),
  formerEncryptionKeys: [Key.fromKeyArn(stack, 'Former', formerArn)],
});

describe('role and session policy together', () => {
  const decide = deployment();

  test.each(
    readSignerCases.filter(({ who, request }) => who === 'readSigner' && request.action !== 's3:GetObject'),
  )('readSigner: $what: $answer', ({ answer, request }) => {
    expect(decide('readSigner', request)).toBe(answer);
  });

  test('readSigner: no file without its version', () => {
    expect(decide('readSigner', get('readSigner', 'clean', inUrl))).toBe('ImplicitlyDenied');
  });

  test.each<[Decision, string, Request]>([
    ['Allowed', 'part by URL, 59 minutes old', putPart('partSigner', { ...inUrl, ...minutesOld(59) })],
    [
      'ExplicitlyDenied',
      'part by URL, 61 minutes old',
      putPart('partSigner', { ...inUrl, ...minutesOld(61) }),
    ],
    ['ImplicitlyDenied', 'part copied from another object', putPart('partSigner', { ...inUrl, ...copying })],
    ['ExplicitlyDenied', 'part with tags', putPart('partSigner', { ...inUrl, ...tagging })],
    ['ImplicitlyDenied', 'whole object, once', put('partSigner', { ...inUrl, ...once })],
    ['ImplicitlyDenied', 'clean version by URL', getVersion('partSigner', 'clean', inUrl)],
    ['ImplicitlyDenied', 'list of parts', onObject('partSigner', 's3:ListMultipartUploadParts')],
    ['ImplicitlyDenied', 'record', onTable('GetItem')],
  ])('partSigner: %s: %s', (expected, _what, request) => {
    expect(decide('partSigner', request)).toBe(expected);
  });

  test('nobody uses a key where there is none', () => {
    for (const who of ['readSigner', 'partSigner'] as const)
      expect(decide(who, onKey('Decrypt', keyArn))).toBe('ImplicitlyDenied');
  });
});

describe('with a key and a former one', () => {
  const decide = deployment(keysOf);

  test.each<[Decision, keyof typeof signers, string, Request]>([
    ['Allowed', 'readSigner', 'GET of a clean version by URL', getVersion('readSigner', 'clean', inUrl)],
    ['Allowed', 'readSigner', 'opens what the key encrypts', onKey('Decrypt', keyArn)],
    ['Allowed', 'readSigner', 'opens what the former key encrypts', onKey('Decrypt', formerArn)],
    ['ImplicitlyDenied', 'readSigner', 'encrypts', onKey('GenerateDataKey', keyArn)],
    [
      'ImplicitlyDenied',
      'readSigner',
      'opens for another bucket',
      onKey('Decrypt', keyArn, 'arn:aws:s3:::Other'),
    ],
    ['Allowed', 'partSigner', 'part by URL', putPart('partSigner', inUrl)],
    ['Allowed', 'partSigner', 'encrypts a part', onKey('GenerateDataKey', keyArn)],
    [
      'Allowed',
      'partSigner',
      'encrypts a part of an upload that began before',
      onKey('GenerateDataKey', formerArn),
    ],
    ['Allowed', 'partSigner', 'opens a part to join it', onKey('Decrypt', keyArn)],
    [
      'ImplicitlyDenied',
      'partSigner',
      'encrypts for another bucket',
      onKey('GenerateDataKey', keyArn, 'arn:aws:s3:::Other'),
    ],
  ])('%s: %s: %s', (expected, who, _what, request) => {
    expect(decide(who, request)).toBe(expected);
  });
});

describe('bound to an address', () => {
  const from = (address: string) => ({ ...inUrl, 'aws:SourceIp': address });
  const bound = (policy: string) => boundPolicy(policy, '203.0.113.7');
  const decide = deployment(
    (stack) => ({ ...keysOf(stack), bindReads: true, readUrlLife: Duration.minutes(15) }),
    bound,
  );

  test.each<[Decision, string, Request]>([
    ['Allowed', 'a clean version from there', getVersion('readSigner', 'clean', from('203.0.113.7'))],
    ['ImplicitlyDenied', 'from the next address', getVersion('readSigner', 'clean', from('203.0.113.8'))],
    ['ImplicitlyDenied', 'from an unknown address', getVersion('readSigner', 'clean', inUrl)],
    ['ExplicitlyDenied', 'unverified, from there', getVersion('readSigner', undefined, from('203.0.113.7'))],
    ['Allowed', 'what S3 decrypts for it, from elsewhere', onKey('Decrypt', keyArn)],
  ])('%s: %s', (expected, _what, request) => {
    expect(decide('readSigner', request)).toBe(expected);
  });
});
