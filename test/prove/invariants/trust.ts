import { constructId } from '../../../lib/function/function.js';
import { functionNames } from '../../../lambda/functions.js';
import type { Promises } from '../deployment/configurations.js';
import type { Claim } from '../iam/claim.js';
import type { Invariant } from './invariant.js';
import { keyUse } from './keys.js';
import * as n from './names.js';
import { asSent } from './sent.js';

const roleOf = (name: string) => n.role(`${constructId(name)}Role`);
const assumes = (service: string, ...roles: string[]): Claim => ({
  who: [service],
  action: ['sts:AssumeRole'],
  resource: roles,
});

/** Which services begin sessions of which roles. */
export const assumption = ({ hasScanner, hasSite, hasCdn }: Promises): Claim[] => [
  assumes(
    'lambda.amazonaws.com',
    ...functionNames.map(roleOf),
    ...(hasCdn ? [roleOf('signingKey')] : []),
    ...(hasSite ? [n.emptyingRole, n.copyingRole].map(n.role) : []),
  ),
  {
    ...assumes('scheduler.amazonaws.com', roleOf('schedule')),
    when: {
      StringEquals: { 'aws:SourceAccount': [n.ownAccount] },
      ArnEquals: { 'aws:SourceArn': [n.scheduleGroup] },
    },
  },
  ...(hasScanner ? [assumes('malware-protection-plan.guardduty.amazonaws.com', roleOf('scanner'))] : []),
];

const signing: readonly Claim[] = [
  { who: ['download'], action: ['sts:AssumeRole'], resource: [roleOf('readSigner')] },
  { who: ['presign'], action: ['sts:AssumeRole'], resource: [roleOf('partSigner')] },
];

/** Who acts as a role of the deployment. */
export function trustInvariants(promises: Promises): Invariant[] {
  const { hasScanner, hasSigners, hasCdn } = promises;
  const roles = [
    ...functionNames,
    'schedule',
    ...(hasScanner ? ['scanner'] : []),
    ...(hasSigners ? ['readSigner', 'partSigner'] : []),
    ...(hasCdn ? ['signingKey'] : []),
  ];
  return [
    {
      name: 'assume',
      says: 'Only the service that a role is for assumes it; the signer of long reads is assumed by `download` alone, that of long parts by `presign` alone. No administrator can, unless they change its trust policy first.',
      of: { action: ['sts:Assume*'], resource: roles.map(roleOf) },
      only: [...assumption(promises), ...(hasSigners ? signing : [])],
    },
    ...(hasSigners ? sessionInvariants(promises) : []),
  ];
}

function sessionInvariants(promises: Promises): Invariant[] {
  const reads: readonly Claim[] = [
    {
      action: ['s3:GetObjectVersion'],
      resource: [n.files],
      when: {
        StringEquals: { 's3:ExistingObjectTag/verdict': ['clean'], 's3:authType': ['REST-QUERY-STRING'] },
      },
    },
    ...keyUse(promises.keys, 'Decrypt'),
  ];
  const parts: readonly Claim[] = [
    {
      action: ['s3:PutObject'],
      resource: [n.files],
      when: {
        Bool: { 's3:ObjectCreationOperation': ['false'] },
        Null: { 's3:RequestObjectTagKeys': ['true'], 's3:x-amz-copy-source': ['true'] },
      },
    },
    ...keyUse(promises.keys, 'Decrypt', 'GenerateDataKey'),
  ];
  return [
    {
      name: 'signers-can-be-assumed',
      says: '`download` and `presign` can begin sessions of their signers.',
      may: signing,
    },
    {
      name: 'read-sessions',
      says: 'A session that presigns long reads can read versions that are tagged `clean`, by their version id and in a URL, use the bucket’s keys for that, and do nothing else.',
      of: { who: ['readSigner session'] },
      only: reads,
      may: reads.map((claim) => asSent('readSigner session', claim, promises)),
    },
    {
      name: 'part-sessions',
      says: 'A session that presigns long parts can send parts, use the bucket’s keys for that, and do nothing else.',
      of: { who: ['partSigner session'] },
      only: parts,
      may: parts.map((claim) => asSent('partSigner session', claim, promises)),
    },
    {
      name: 'session-policies',
      says: 'The policy of such a session alone allows no other action, no other object and no other key, whatever its role may do.',
      of: { kinds: ['session'] },
      only: [
        { who: ['readSigner session'], action: ['s3:GetObjectVersion'], resource: [n.files] },
        { who: ['readSigner session'], action: ['kms:Decrypt'], resource: promises.keys },
        { who: ['partSigner session'], action: ['s3:PutObject'], resource: [n.files] },
        {
          who: ['partSigner session'],
          action: ['kms:Decrypt', 'kms:GenerateDataKey'],
          resource: promises.keys,
        },
      ],
      alone: 'session',
    },
  ];
}
