import type { Promises } from '../deployment/configurations.js';
import { inS3 } from '../reference/object-actions.js';
import { when, type Invariant } from './invariant.js';
import { bucket, files, objects } from './names.js';
import { sent } from './sent.js';

/** Actions on the bucket that change nothing. */
const looks = ['s3:GetBucket*', 's3:Get*Configuration', 's3:ListBucket*', 's3:ListTagsForResource'];

/** The people and tools of the account, and all others. */
export function peopleInvariants({ named, hasScanner }: Promises): Invariant[] {
  const isClean = when('StringEquals', 's3:ExistingObjectTag/verdict', 'clean');
  return [
    {
      name: 'no-other-account',
      says: 'No identity of another account, and no one without credentials, may do anything with any resource of the deployment.',
      of: { who: ['anotherAccount', 'anonymous'] },
      only: [],
    },
    {
      name: 'administrators-can-manage',
      says: 'Administrators of the account can read verified files, see what is stored, and remove it.',
      may: [
        { who: ['administrator'], resource: [files], action: inS3('describe', 'remove'), ...sent },
        { who: ['administrator'], resource: [files], action: inS3('read'), ...sent, either: [isClean] },
        { who: ['administrator'], resource: [bucket], action: looks, ...sent },
        { who: ['administrator'], resource: [objects], unless: [{ resource: [files] }], ...sent },
      ],
    },
    ...('breakGlass' in named ? [breakGlassInvariant] : []),
    ...('deployer' in named ? settingsInvariants(hasScanner) : []),
  ];
}

const breakGlassInvariant: Invariant = {
  name: 'break-glass',
  says: 'Roles in `breakGlassRoleArns` can read unverified files, tag, overwrite, replicate and sign, as far as their own policies let them.',
  may: [
    { who: ['breakGlass'], resource: [bucket, objects], ...sent },
    {
      who: ['breakGlass'],
      resource: [files],
      when: {
        ...sent.when,
        StringEquals: {
          's3:signatureversion': ['AWS4-HMAC-SHA256'],
          's3:authType': ['REST-QUERY-STRING', 'POST'],
        },
      },
    },
  ],
};

/** With `deploymentRoleArns`. */
const settingsInvariants = (hasScanner: boolean): Invariant[] => [
  {
    name: 'bucket-settings',
    says: 'With `deploymentRoleArns`, no one but these roles and break-glass roles changes the policy or any other setting of the bucket, or deletes it; GuardDuty’s role may enable its events.',
    of: { resource: [bucket], action: ['s3:*'], unless: [{ action: looks }] },
    only: [
      { who: ['deployer', 'breakGlass'] },
      ...(hasScanner ? [{ who: ['scanner'], action: ['s3:PutBucketNotification'] }] : []),
    ],
  },
  {
    name: 'deployment-roles',
    says: 'Roles in `deploymentRoleArns` can change and remove the bucket’s policy and settings, so that a deployment can.',
    may: [{ who: ['deployer'], resource: [bucket], ...sent }],
  },
];
