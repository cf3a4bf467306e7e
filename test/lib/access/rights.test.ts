import { describe, expect, test } from '@jest/globals';
import { Duration } from 'aws-cdk-lib';
import type { Statement } from '../policies/evaluate.js';
import { find, keyArn, ofType, resourcesOf, synthesize, withKey } from '../synthesize.js';

const files = 'arn:aws:s3:::Bucket/files/*';
const bucket = 'arn:aws:s3:::Bucket';
const table = 'arn:aws:dynamodb:eu-west-1:111122223333:table/Table';
const queue = 'arn:aws:sqs:eu-west-1:111122223333:ValidationQueue';

const lambda = (name: string) => `arn:aws:lambda:eu-west-1:111122223333:function:${name}`;
const webhookQueue = 'arn:aws:sqs:eu-west-1:111122223333:WebhookQueue';

const ofEach = (logs: string) => [
  `logs:CreateLogStream on arn:aws:logs:eu-west-1:111122223333:log-group:${logs}:*`,
  `logs:PutLogEvents on arn:aws:logs:eu-west-1:111122223333:log-group:${logs}:*`,
  'xray:PutTelemetryRecords on *',
  'xray:PutTraceSegments on *',
];

/** All rights of each role; their conditions are in policies/. A change here is a decision. */
const rights = {
  Presign: [
    ...ofEach('PresignLogs'),
    `dynamodb:GetItem on ${table}`,
    `dynamodb:PutItem on ${table}`,
    `dynamodb:UpdateItem on ${table}`,
    `s3:AbortMultipartUpload on ${files}`,
    `s3:ListMultipartUploadParts on ${files}`,
    `s3:PutObject on ${files}`,
  ],
  Files: [
    ...ofEach('FilesLogs'),
    `dynamodb:BatchGetItem on ${table}`,
    `dynamodb:DeleteItem on ${table}`,
    `dynamodb:GetItem on ${table}`,
    `dynamodb:PutItem on ${table}`,
    `dynamodb:Query on ${table}`,
    `dynamodb:Query on ${table}/index/gsi1`,
    `dynamodb:Query on ${table}/index/gsi2`,
    `dynamodb:UpdateItem on ${table}`,
    `s3:DeleteObjectVersion on ${files}`,
    `sqs:SendMessage on ${queue}`,
    `lambda:InvokeFunction on ${lambda('Sweep')}`,
  ],
  Download: [
    ...ofEach('DownloadLogs'),
    `dynamodb:BatchGetItem on ${table}`,
    `dynamodb:GetItem on ${table}`,
    `dynamodb:Query on ${table}`,
    `dynamodb:UpdateItem on ${table}`,
    `s3:GetObject on ${files}`,
    `s3:GetObjectVersion on ${files}`,
  ],
  Validate: [
    ...ofEach('ValidateLogs'),
    `dynamodb:GetItem on ${table}`,
    `dynamodb:UpdateItem on ${table}`,
    `s3:DeleteObjectVersion on ${files}`,
    `s3:GetObject on ${files}`,
    `s3:GetObjectVersion on ${files}`,
    `s3:ListBucket on ${bucket}`,
    `s3:PutObjectVersionTagging on ${files}`,
    `sqs:DeleteMessage on ${queue}`,
    `sqs:GetQueueAttributes on ${queue}`,
    `sqs:ReceiveMessage on ${queue}`,
  ],
  Announce: [
    ...ofEach('AnnounceLogs'),
    'dynamodb:DescribeStream on Table.StreamArn',
    'dynamodb:GetRecords on Table.StreamArn',
    'dynamodb:GetShardIterator on Table.StreamArn',
    'dynamodb:ListStreams on Table.StreamArn',
    `dynamodb:Query on ${table}`,
    'events:PutEvents on arn:aws:events:eu-west-1:111122223333:event-bus/EventBus',
    `s3:ListBucket on ${bucket}`,
    `s3:PutObject on ${bucket}/aws/lambda/*`,
    `sqs:SendMessage on ${webhookQueue}`,
  ],
  Deliver: [
    ...ofEach('DeliverLogs'),
    `dynamodb:GetItem on ${table}`,
    `dynamodb:PutItem on ${table}`,
    `dynamodb:UpdateItem on ${table}`,
    'secretsmanager:GetSecretValue on WebhookKey.Id',
    `sqs:ChangeMessageVisibility on ${webhookQueue}`,
    `sqs:DeleteMessage on ${webhookQueue}`,
    `sqs:GetQueueAttributes on ${webhookQueue}`,
    `sqs:ReceiveMessage on ${webhookQueue}`,
  ],
  Webhooks: [
    ...ofEach('WebhooksLogs'),
    `dynamodb:DeleteItem on ${table}`,
    `dynamodb:GetItem on ${table}`,
    `dynamodb:PutItem on ${table}`,
    `dynamodb:Query on ${table}`,
    'secretsmanager:GetSecretValue on WebhookKey.Id',
    `sqs:SendMessage on ${webhookQueue}`,
  ],
  Sweep: [
    ...ofEach('SweepLogs'),
    `dynamodb:BatchGetItem on ${table}`,
    `dynamodb:DeleteItem on ${table}`,
    `dynamodb:GetItem on ${table}`,
    `dynamodb:Query on ${table}`,
    `dynamodb:Query on ${table}/index/gsi1`,
    `dynamodb:Query on ${table}/index/gsi2`,
    `dynamodb:UpdateItem on ${table}`,
    `lambda:InvokeFunction on ${lambda('Presign')}`,
    `s3:AbortMultipartUpload on ${files}`,
    `s3:DeleteObjectVersion on ${files}`,
    `s3:ListBucketMultipartUploads on ${bucket}`,
    `s3:ListBucketVersions on ${bucket}`,
    `sqs:SendMessage on ${queue}`,
  ],
  /** EventBridge Scheduler's, which invokes the sweep. */
  Schedule: [`lambda:InvokeFunction on ${lambda('Sweep')}`],
};

/** What S3 does with the key for each: write (and join parts, which reads them), or read. */
const keyRights = {
  Presign: [`kms:Decrypt on ${keyArn}`, `kms:GenerateDataKey on ${keyArn}`],
  Files: [],
  Download: [`kms:Decrypt on ${keyArn}`],
  Validate: [`kms:Decrypt on ${keyArn}`],
  Announce: [`kms:GenerateDataKey on ${keyArn}`],
  Sweep: [],
  Schedule: [],
  Deliver: [],
  Webhooks: [],
};

type Resources = ReturnType<typeof resourcesOf>;

function rightsOf(resources: Resources, name: string): string[] {
  const { Statement } = find(resources, 'AWS::IAM::Policy', name).Properties['PolicyDocument'] as {
    Statement: Statement[];
  };
  const all = Statement.flatMap(({ Action, Resource }) =>
    [Action].flat().flatMap((action) => [Resource].flat().map((resource) => `${action} on ${resource}`)),
  );
  return [...new Set(all)].sort();
}

const names = Object.keys(rights) as (keyof typeof rights)[];

describe('a role may do this and nothing else', () => {
  const resources = resourcesOf(synthesize());

  test.each(names)('%s', (name) => {
    expect(rightsOf(resources, name)).toEqual(rights[name].toSorted());
  });

  test('none has a managed policy, or an inline one besides', () => {
    const roles = ofType(resources, 'AWS::IAM::Role');
    expect(roles).toHaveLength(9);
    for (const [, { Properties: role }] of roles) {
      expect(Object.keys(role)).toEqual(['AssumeRolePolicyDocument']);
    }
    expect(ofType(resources, 'AWS::IAM::Policy')).toHaveLength(9);
  });

  test('every statement allows; what is denied is denied to everyone, by the bucket', () => {
    for (const [, { Properties: policy }] of ofType(resources, 'AWS::IAM::Policy')) {
      const { Statement } = policy['PolicyDocument'] as { Statement: Statement[] };
      expect(new Set(Statement.map(({ Effect }) => Effect))).toEqual(new Set(['Allow']));
    }
  });
});

describe('with an encryption key', () => {
  const resources = resourcesOf(synthesize(withKey));

  test.each(names)('%s may use it as far as it must', (name) => {
    expect(rightsOf(resources, name)).toEqual([...rights[name], ...keyRights[name]].toSorted());
  });

  test('it is of use through S3 and for this bucket only', () => {
    const { Statement } = find(resources, 'AWS::IAM::Policy', 'Download').Properties['PolicyDocument'] as {
      Statement: Statement[];
    };
    expect(Statement.find(({ Action }) => Action === 'kms:Decrypt')?.Condition).toEqual({
      StringEquals: {
        'kms:ViaService': 's3.eu-west-1.amazonaws.com',
        'kms:EncryptionContext:aws:s3:arn': bucket,
      },
    });
  });
});

describe('where reads live longer than 15 minutes', () => {
  const longReads = { readUrlLife: Duration.minutes(60) };
  const resources = resourcesOf(synthesize(longReads));

  test('a separate role signs them, which only `download` may assume', () => {
    expect(rightsOf(resources, 'ReadSigner')).toEqual([
      `s3:GetObject on ${files}`,
      `s3:GetObjectVersion on ${files}`,
    ]);
    const role = find(resources, 'AWS::IAM::Role', 'ReadSigner').Properties;
    expect(role['AssumeRolePolicyDocument']).toMatchObject({
      Statement: [
        {
          Effect: 'Allow',
          Action: 'sts:AssumeRole',
          Principal: { AWS: 'arn:aws:iam::111122223333:role/DownloadRole' },
        },
      ],
    });
    expect(rightsOf(resources, 'Download')).toEqual(
      [...rights.Download, 'sts:AssumeRole on arn:aws:iam::111122223333:role/ReadSignerRole'].toSorted(),
    );
  });

  test('and what it signs can be decrypted', () => {
    const encrypted = resourcesOf(synthesize((stack) => ({ ...withKey(stack), ...longReads })));
    expect(rightsOf(encrypted, 'ReadSigner')).toContain(`kms:Decrypt on ${keyArn}`);
  });
});

test('where parts live longer than 15 minutes, a role of their own signs them, which `presign` alone may take', () => {
  const resources = resourcesOf(synthesize({ partUrlLife: Duration.minutes(60) }));
  expect(rightsOf(resources, 'PartSigner')).toEqual([`s3:PutObject on ${files}`]);
  expect(
    find(resources, 'AWS::IAM::Role', 'PartSigner').Properties['AssumeRolePolicyDocument'],
  ).toMatchObject({
    Statement: [
      { Action: 'sts:AssumeRole', Principal: { AWS: 'arn:aws:iam::111122223333:role/PresignRole' } },
    ],
  });
});
