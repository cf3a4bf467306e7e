import type { Promises } from '../deployment/configurations.js';
import type { Claim } from '../iam/claim.js';
import { when } from './invariant.js';
import { keyUse } from './keys.js';
import * as n from './names.js';

/** What a role may do, and no more. */
export interface RoleRights {
  readonly role: string;
  readonly does: string;
  readonly may: readonly Claim[];
}

const items = (...keys: string[]) => when('ForAllValues:StringLike', 'dynamodb:LeadingKeys', ...keys);
const on = (resource: string | readonly string[], ...action: string[]): Claim => ({
  action,
  resource: typeof resource === 'string' ? [resource] : resource,
});
const inTable = (actions: readonly string[], ...keys: string[]): Claim => ({
  action: actions.map((one) => `dynamodb:${one}`),
  resource: [n.table],
  ...(keys.length > 0 && items(...keys)),
});
const queries = on([n.table, ...n.indexes], 'dynamodb:Query');
const receives = (queue: string, ...more: string[]) =>
  on(n.queue(queue), 'sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes', ...more);
const sends = (queue: string) => on(n.queue(queue), 'sqs:SendMessage');
const invokes = (name: string) => on(n.lambda(name), 'lambda:InvokeFunction');
const opensKey = on(n.webhookKey, 'secretsmanager:GetSecretValue');
const untagged = { 's3:RequestObjectTagKeys': ['true'] };
const noCopy = { ...untagged, 's3:x-amz-copy-source': ['true'] };

const readsCleanByUrl: Claim = {
  ...on(n.files, 's3:GetObject', 's3:GetObjectVersion'),
  when: { StringEquals: { 's3:ExistingObjectTag/verdict': ['clean'], 's3:authType': ['REST-QUERY-STRING'] } },
};
const sendsParts: Claim = {
  ...on(n.files, 's3:PutObject'),
  when: { Bool: { 's3:ObjectCreationOperation': ['false'] }, Null: noCopy },
};

/** docs/architecture.md, "Rights": of functions. */
export function functionRights({
  keys,
  hasScanner,
  hasSigners,
  announcesReads,
  hasCdn,
  eventBus,
}: Promises): RoleRights[] {
  return [
    {
      role: 'presign',
      does: 'reads and writes records, presigns single-use writes, lists and aborts parts',
      may: [
        inTable(['GetItem', 'PutItem', 'UpdateItem']),
        {
          ...on(n.files, 's3:PutObject'),
          when: { StringEquals: { 's3:if-none-match': ['*'] }, Null: noCopy },
        },
        sendsParts,
        {
          ...on(n.files, 's3:PutObject'),
          when: { StringEquals: { 's3:authType': ['POST'] }, Null: untagged },
        },
        on(n.files, 's3:AbortMultipartUpload', 's3:ListMultipartUploadParts'),
        ...(hasSigners ? [on(n.role('PartSignerRole'), 'sts:AssumeRole')] : []),
        ...keyUse(keys, 'Decrypt', 'GenerateDataKey'),
      ],
    },
    {
      role: 'files',
      does: 'reads, lists and changes records, adds and removes grants and links, removes versions',
      may: [
        inTable(['GetItem', 'BatchGetItem', 'UpdateItem']),
        inTable(['PutItem', 'DeleteItem'], 'SHARE#*', 'FILE#*'),
        queries,
        sends('ValidationQueue'),
        on(n.files, 's3:DeleteObjectVersion'),
        invokes('Sweep'),
      ],
    },
    {
      role: 'download',
      does: 'reads records and grants, counts links, presigns reads of verified versions',
      may: [
        inTable(['GetItem', 'BatchGetItem', 'Query']),
        inTable(['UpdateItem'], 'SHARE#*'),
        readsCleanByUrl,
        ...(hasSigners ? [on(n.role('ReadSignerRole'), 'sts:AssumeRole')] : []),
        ...(hasCdn ? [on(n.signingKeys, 'secretsmanager:GetSecretValue')] : []),
        ...(announcesReads ? [inTable(['PutItem'], 'READ#*')] : []),
        ...keyUse(keys, 'Decrypt'),
      ],
    },
    {
      role: 'validate',
      does: 'reads and changes records, reads and removes versions, tags the verdict, receives from its queue',
      may: [
        inTable(['GetItem', 'UpdateItem']),
        on(n.files, 's3:GetObject', 's3:GetObjectVersion', 's3:DeleteObjectVersion'),
        on(n.bucket, 's3:ListBucket'),
        {
          ...on(n.files, 's3:PutObjectVersionTagging'),
          when: {
            'ForAllValues:StringEquals': { 's3:RequestObjectTagKeys': ['verdict'] },
            Null: { 's3:RequestObjectTagKeys': ['false'] },
          },
        },
        receives('ValidationQueue'),
        ...(hasScanner ? [sends('ValidationQueue')] : []),
        ...keyUse(keys, 'Decrypt'),
      ],
    },
    {
      role: 'announce',
      does: 'reads the table’s stream, lists endpoints, publishes to the bus, enqueues deliveries, keeps failed batches',
      may: [
        inTable(['Query'], 'WEBHOOK'),
        on(
          n.stream,
          'dynamodb:DescribeStream',
          'dynamodb:GetRecords',
          'dynamodb:GetShardIterator',
          'dynamodb:ListStreams',
        ),
        on(eventBus, 'events:PutEvents'),
        sends('WebhookQueue'),
        on(`${n.bucket}/aws/lambda/*`, 's3:PutObject'),
        on(n.bucket, 's3:ListBucket'),
        ...keyUse(keys.slice(0, 1), 'GenerateDataKey'),
      ],
    },
    {
      role: 'sweep',
      does: 'reads, lists, changes and removes records, lists and removes versions and uploads',
      may: [
        inTable(['GetItem', 'BatchGetItem', 'UpdateItem', 'DeleteItem']),
        queries,
        sends('ValidationQueue'),
        on(n.bucket, 's3:ListBucketVersions', 's3:ListBucketMultipartUploads'),
        on(n.files, 's3:DeleteObjectVersion', 's3:AbortMultipartUpload'),
        invokes('Presign'),
      ],
    },
    {
      role: 'deliver',
      does: 'reads endpoints, writes their state and log, receives from the webhook queue',
      may: [
        inTable(['GetItem', 'PutItem', 'UpdateItem'], 'WEBHOOK', 'WEBHOOK#*'),
        receives('WebhookQueue', 'sqs:ChangeMessageVisibility'),
        opensKey,
      ],
    },
    {
      role: 'webhooks',
      does: 'reads, writes and removes endpoints, reads a file’s record, enqueues deliveries',
      may: [
        inTable(['PutItem', 'DeleteItem', 'Query'], 'WEBHOOK', 'WEBHOOK#*'),
        inTable(['GetItem'], 'WEBHOOK', 'WEBHOOK#*', 'FILE#*'),
        sends('WebhookQueue'),
        opensKey,
      ],
    },
  ];
}

/** Of roles that services assume, and of those that sign what lives long. */
export function otherRights({ keys, hasScanner, hasSigners, hasSite, hasCdn }: Promises): RoleRights[] {
  return [
    { role: 'schedule', does: 'invokes `sweep`', may: [invokes('Sweep')] },
    ...(hasSigners
      ? [
          {
            role: 'readSigner',
            does: 'presigns long reads of verified versions',
            may: [readsCleanByUrl, ...keyUse(keys, 'Decrypt')],
          },
          {
            role: 'partSigner',
            does: 'presigns long parts',
            may: [sendsParts, ...keyUse(keys, 'Decrypt', 'GenerateDataKey')],
          },
        ]
      : []),
    ...(hasScanner ? [scanner(keys)] : []),
    ...(hasCdn ? [signingKey] : []),
    ...(hasSite ? siteRoles : []),
  ];
}

function scanner(keys: readonly string[]): RoleRights {
  const ownRule = n.rule('DO-NOT-DELETE-AmazonGuardDutyMalwareProtectionS3*');
  return {
    role: 'scanner',
    does: 'reads files before their verdict, enables the bucket’s events, manages the rules that GuardDuty manages',
    may: [
      {
        ...on(ownRule, 'events:PutRule', 'events:DeleteRule', 'events:PutTargets', 'events:RemoveTargets'),
        ...when('StringLike', 'events:ManagedBy', 'malware-protection-plan.guardduty.amazonaws.com'),
      },
      on(ownRule, 'events:DescribeRule', 'events:ListTargetsByRule'),
      on(n.bucket, 's3:PutBucketNotification', 's3:GetBucketNotification', 's3:ListBucket'),
      on(`${n.bucket}/malware-protection-resource-validation-object`, 's3:PutObject'),
      on(n.files, 's3:GetObject', 's3:GetObjectVersion'),
      ...keyUse(keys, 'Decrypt', 'GenerateDataKey'),
    ],
  };
}

const signingKey: RoleRights = {
  role: 'signingKey',
  does: 'makes key pairs of signed reads at deployment, and writes each private key into its secret',
  may: [
    on(n.signingKeys, 'secretsmanager:GetSecretValue', 'secretsmanager:PutSecretValue'),
    on(n.logGroup('CdnMakerLogs'), 'logs:CreateLogStream', 'logs:PutLogEvents'),
  ],
};

const logs = on('*', 'logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents');

/** The CDK's, which put the page into its bucket, and empty that when it is removed. */
const siteRoles: readonly RoleRights[] = [
  {
    role: n.emptyingRole,
    does: 'empties the bucket of the page when that is removed',
    may: [on(n.site, 's3:PutBucketPolicy', 's3:GetBucket*', 's3:List*', 's3:DeleteObject*'), logs],
  },
  {
    role: n.copyingRole,
    does: 'copies the page from the CDK’s assets into its bucket',
    may: [
      on(n.assets, 's3:GetObject*', 's3:GetBucket*', 's3:List*'),
      on(
        n.site,
        's3:GetObject*',
        's3:GetBucket*',
        's3:List*',
        's3:DeleteObject*',
        's3:PutObject',
        's3:PutObjectLegalHold',
        's3:PutObjectRetention',
        's3:PutObjectTagging',
        's3:PutObjectVersionTagging',
        's3:Abort*',
      ),
      logs,
    ],
  },
];
