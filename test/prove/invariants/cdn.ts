import type { Claim } from '../iam/claim.js';
import type { Invariant } from './invariant.js';
import * as n from './names.js';
import { sent } from './sent.js';

/** CloudFront's origin access control, for the distribution of the files. */
export const cdnReads: Claim = {
  who: ['cloudfront.amazonaws.com'],
  action: ['s3:GetObjectVersion'],
  resource: [n.files],
  when: {
    StringEquals: { 'aws:SourceArn': [n.filesDistribution], 's3:ExistingObjectTag/verdict': ['clean'] },
  },
};

/** Who uses the private keys of signed reads. */
export const signingKeyUse: readonly Claim[] = [
  { who: ['download', 'signingKey'], action: ['secretsmanager:GetSecretValue'], resource: n.signingKeys },
  { who: ['signingKey'], action: ['secretsmanager:PutSecretValue'], resource: n.signingKeys },
];

/** With `cdn`: reads through CloudFront. */
export const cdnInvariants: readonly Invariant[] = [
  {
    name: 'cdn-reads',
    says: 'CloudFront gets versions of files that are tagged `clean`, by their version id, for the stack’s distribution of the files, and nothing else in the bucket.',
    of: { who: ['cloudfront.amazonaws.com'], resource: [n.bucket, n.objects], action: ['s3:*'] },
    only: [cdnReads],
  },
  {
    name: 'cdn-can',
    says: 'The stack’s distribution of the files can read versions that are tagged `clean`.',
    may: [{ ...cdnReads, either: [sent] }],
  },
  {
    name: 'signing-key',
    says: 'Of the roles, `download` and the one that makes them alone read the private keys of signed reads; none but the latter changes them.',
    of: { kinds: ['role'], action: ['secretsmanager:*'], resource: n.signingKeys },
    only: signingKeyUse,
  },
];
