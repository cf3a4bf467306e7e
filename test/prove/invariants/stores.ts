import type { Promises } from '../deployment/configurations.js';
import { inS3 } from '../reference/object-actions.js';
import { signingKeyUse } from './cdn.js';
import type { Invariant } from './invariant.js';
import { keyInvariants } from './keys.js';
import * as n from './names.js';
import { functionRights, otherRights } from './role-rights.js';

const queues = ['ValidationQueue', 'DeadLetterQueue', 'WebhookQueue', 'WebhookDeadLetterQueue'].map(n.queue);
const onItems = ['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem', 'BatchGetItem', 'Query'];

/** What no role of the deployment does, whichever functions are added. */
export function storeInvariants(promises: Promises): Invariant[] {
  const { hasScanner, hasSigners, hasCdn, keys } = promises;
  const all = [...functionRights(promises), ...otherRights(promises)].map(({ role }) => role);
  const roles = all.filter((role) => role !== n.emptyingRole && role !== n.copyingRole);
  return [
    {
      name: 'bytes-of-roles',
      says: 'Of the roles, `validate`, GuardDuty’s and those that presign reads get bytes of files, those that presign writes store them, and no role does both.',
      of: {
        who: all,
        resource: [n.files],
        action: inS3('read', 'readOtherwise', 'write', 'writeOtherwise', 'annotate'),
      },
      only: [
        {
          who: [
            'validate',
            'download',
            ...(hasScanner ? ['scanner'] : []),
            ...(hasSigners ? ['readSigner'] : []),
          ],
          action: inS3('read'),
        },
        { who: ['presign', ...(hasSigners ? ['partSigner'] : [])], action: inS3('write') },
      ],
    },
    {
      name: 'no-deletion-without-version',
      says: 'A role removes a version by its id, never what is newest: `files`, `sweep` and `validate`. `presign` and `sweep` abort uploads.',
      of: { who: all, resource: [n.files], action: inS3('remove') },
      only: [
        { who: ['files', 'sweep', 'validate'], action: ['s3:DeleteObjectVersion'] },
        { who: ['presign', 'sweep'], action: ['s3:AbortMultipartUpload'] },
      ],
    },
    {
      name: 'no-bucket-changes',
      says: 'No role of the deployment changes a setting of the bucket, except that GuardDuty’s enables its events.',
      of: { who: all, resource: [n.bucket], action: ['s3:*'] },
      only: [
        { who: ['validate', 'announce', ...(hasScanner ? ['scanner'] : [])], action: ['s3:ListBucket'] },
        { who: ['sweep'], action: ['s3:ListBucketVersions', 's3:ListBucketMultipartUploads'] },
        ...(hasScanner
          ? [{ who: ['scanner'], action: ['s3:GetBucketNotification', 's3:PutBucketNotification'] }]
          : []),
      ],
    },
    {
      name: 'no-scan',
      says: 'No role reads or writes the whole table at once, changes its settings, exports or restores it.',
      of: {
        who: all,
        action: ['dynamodb:*'],
        resource: [n.table, ...n.indexes],
        unless: [{ action: onItems.map((one) => `dynamodb:${one}`) }],
      },
      only: [],
    },
    {
      name: 'queues-tls',
      says: 'No one reaches a queue without TLS.',
      of: { action: ['sqs:*'], resource: queues, when: { Bool: { 'aws:SecureTransport': ['false'] } } },
      only: [],
    },
    {
      name: 'dead-letters',
      says: 'No role sends to a dead-letter queue or receives from it.',
      of: { who: roles, action: ['sqs:*'], resource: queues.filter((arn) => arn.includes('DeadLetter')) },
      only: [],
    },
    {
      name: 'webhook-key',
      says: 'Of the roles, `deliver` and `webhooks` alone read the key of the webhook secrets; none changes it.',
      of: { who: all, action: ['secretsmanager:*'] },
      only: [
        { who: ['deliver', 'webhooks'], action: ['secretsmanager:GetSecretValue'], resource: [n.webhookKey] },
        ...(hasCdn ? signingKeyUse : []),
      ],
    },
    ...(keys.length > 0 ? keyInvariants(all, keys) : []),
  ];
}
