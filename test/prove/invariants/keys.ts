import type { Claim } from '../iam/claim.js';
import type { Invariant } from './invariant.js';
import * as n from './names.js';

/** As S3 uses the bucket's keys on behalf of a role: in this bucket alone. */
export const keyUse = (keys: readonly string[], ...actions: string[]): Claim[] =>
  keys.length === 0
    ? []
    : [
        {
          resource: keys,
          action: actions.map((one) => `kms:${one}`),
          when: {
            StringEquals: {
              'kms:ViaService': [n.s3Service],
              'kms:EncryptionContext:aws:s3:arn': [n.bucket],
            },
          },
        },
      ];

/** With `encryptionKey`. */
export const keyInvariants = (roles: readonly string[], keys: readonly string[]): Invariant[] => [
  {
    name: 'key-in-bucket',
    says: 'A role uses keys through S3 and in this bucket alone, to open and to make data keys; none manages a key.',
    of: { who: roles, action: ['kms:*'] },
    only: keyUse(keys, 'Decrypt', 'GenerateDataKey'),
  },
];
