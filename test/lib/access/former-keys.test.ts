import { describe, expect, test } from '@jest/globals';
import { Duration, type Stack } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import type { WaybillProps } from '../../../lib/index.js';
import { settingsOf } from '../../../lib/settings/settings.js';
import { find, keyArn, resourcesOf, synthesize } from '../synthesize.js';

const formerArn = keyArn.replace('01234567', '76543210');

const keysOf = (stack: Stack) => ({
  current: Key.fromKeyArn(stack, 'Current', keyArn),
  former: Key.fromKeyArn(stack, 'Former', formerArn),
});

interface UseKey {
  readonly Sid?: string;
  readonly Action: string | string[];
  readonly Resource: string | string[];
}

/** What each role may do with which keys. */
function usesOf(props: (stack: Stack) => WaybillProps) {
  const resources = resourcesOf(
    synthesize((stack) => ({ ...props(stack), malwareProtection: true, readUrlLife: Duration.hours(1) })),
  );
  const use = (role: string) => {
    const { PolicyDocument } = find(resources, 'AWS::IAM::Policy', role).Properties;
    const uses = (PolicyDocument as { Statement: UseKey[] }).Statement.filter(({ Sid }) => Sid === 'UseKey');
    return uses.map(({ Action, Resource }) => ({ actions: [Action].flat(), keys: [Resource].flat() }));
  };
  return {
    presign: use('Presign'),
    download: use('Download'),
    validate: use('Validate'),
    readSigner: use('ReadSigner'),
    scanner: use('Scanner'),
    announce: use('Announce'),
    files: use('Files'),
  };
}

describe('files that a former key encrypts stay readable', () => {
  const decrypt = 'kms:Decrypt';
  const both = ['kms:Decrypt', 'kms:GenerateDataKey'];

  test('when it was replaced', () => {
    const keys = [keyArn, formerArn];
    expect(
      usesOf((stack) => {
        const { current, former } = keysOf(stack);
        return { encryptionKey: current, formerEncryptionKeys: [former] };
      }),
    ).toEqual({
      presign: [{ actions: both, keys }],
      download: [{ actions: [decrypt], keys }],
      validate: [{ actions: [decrypt], keys }],
      readSigner: [{ actions: [decrypt], keys }],
      scanner: [{ actions: both, keys }],
      announce: [{ actions: ['kms:GenerateDataKey'], keys: [keyArn] }],
      files: [],
    });
  });

  test('when it was removed', () => {
    const uses = usesOf((stack) => ({ formerEncryptionKeys: [keysOf(stack).former] }));
    const reading = [{ actions: [decrypt], keys: [formerArn] }];
    expect(uses).toEqual({
      // Uploads in parts end with the key that they began with.
      presign: [{ actions: both, keys: [formerArn] }],
      download: reading,
      validate: reading,
      readSigner: reading,
      scanner: [{ actions: both, keys: [formerArn] }],
      announce: [],
      files: [],
    });
  });
});

test('a key that encrypts now is no former one', () => {
  const key = { keyArn } as Key;
  const message = 'formerEncryptionKeys: expected keys other than encryptionKey, each once';
  expect(() => settingsOf({ encryptionKey: key, formerEncryptionKeys: [key] })).toThrow(message);
  expect(() => settingsOf({ formerEncryptionKeys: [key, key] })).toThrow(message);
});
