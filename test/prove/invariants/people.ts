import type { Promises } from '../deployment/configurations.js';
import type { Claim } from '../iam/claim.js';
import { inS3 } from '../reference/object-actions.js';
import { when, type Invariant } from './invariant.js';
import { bucket, files, objects, queue } from './names.js';
import { sent, unsaid } from './sent.js';

/** Actions on the bucket that change nothing. */
const looks = ['s3:GetBucket*', 's3:Get*Configuration', 's3:ListBucket*', 's3:ListTagsForResource'];

/** The people and tools of the account, and all others. */
export function peopleInvariants({ named, hasScanner }: Promises): Invariant[] {
  const isClean = when('StringEquals', 's3:ExistingObjectTag/verdict', 'clean');
  const once: Claim = {
    when: { StringEquals: { 's3:if-none-match': ['*'] }, Null: { 's3:RequestObjectTagKeys': ['true'] } },
  };
  return [
    {
      name: 'no-other-account',
      says: 'No identity of another account, and no one without credentials, may do anything with any resource of the deployment.',
      of: { who: ['anotherAccount', 'anonymous'] },
      only: [],
    },
    {
      name: 'administrators-can-manage',
      says: 'Administrators of the account can read verified files, upload with `If-None-Match`, see what is stored, and remove it, over TLS 1.2 or newer; also where S3 does not say how a request was signed, as of a service that acts for them.',
      may: [sent, unsaid].flatMap((how) => [
        { who: ['administrator'], resource: [files], action: inS3('describe', 'remove'), ...how },
        { who: ['administrator'], resource: [files], action: inS3('read'), ...how, either: [isClean] },
        { who: ['administrator'], resource: [files], action: inS3('write'), ...how, either: [once] },
        { who: ['administrator'], resource: [bucket], action: looks, ...how },
        { who: ['administrator'], resource: [objects], unless: [{ resource: [files] }], ...how },
      ]),
    },
    {
      name: 'operators-can-redrive',
      says: 'Operators with rights of their own can use the queues over TLS, of dead letters too.',
      may: [
        {
          who: ['administrator'],
          resource: ['ValidationQueue', 'DeadLetterQueue', 'WebhookQueue', 'WebhookDeadLetterQueue'].map(
            queue,
          ),
          action: ['sqs:*'],
          when: { Bool: { 'aws:SecureTransport': ['true'] } },
        },
      ],
    },
    ...('breakGlass' in named ? [breakGlassInvariant] : []),
    ...('deployer' in named ? settingsInvariants(Object.keys(named), hasScanner) : []),
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
const settingsInvariants = (exempt: readonly string[], hasScanner: boolean): Invariant[] => [
  {
    name: 'bucket-settings',
    says: 'With `deploymentRoleArns`, no one but these roles and break-glass roles changes the policy or any other setting of the bucket, or deletes it; GuardDuty’s role may enable its events.',
    of: { resource: [bucket], action: ['s3:*'], unless: [{ action: looks }] },
    only: [
      { who: exempt },
      ...(hasScanner ? [{ who: ['scanner'], action: ['s3:PutBucketNotification'] }] : []),
    ],
  },
  {
    name: 'deployment-roles',
    says: 'Roles in `deploymentRoleArns` can change and remove the bucket’s policy and settings, so that a deployment can.',
    may: [{ who: ['deployer'], resource: [bucket], ...sent }],
  },
];
