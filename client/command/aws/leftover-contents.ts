import { DescribeLogGroupsCommand, type CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import {
  CognitoIdentityProviderClient,
  DescribeUserPoolCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { ListObjectVersionsCommand, S3Client } from '@aws-sdk/client-s3';
import { DescribeSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { LeftoverSources } from '../leftovers/find-leftovers.js';
import type { Candidate, Contents, LeftoverKind } from '../leftovers/leftover.js';
import { patience } from './patience.js';

type Read = (name: string) => Promise<Contents | undefined>;

/** What is in a resource, by one request. The tagging API lists what was removed for a while: that is undefined. */
export function contentsReader(logs: CloudWatchLogsClient): LeftoverSources['contents'] {
  const s3 = new S3Client(patience());
  const dynamodb = new DynamoDBClient(patience());
  const cognito = new CognitoIdentityProviderClient(patience());
  const secrets = new SecretsManagerClient(patience());

  const reads: Readonly<Record<LeftoverKind, Read>> = {
    bucket: async (Bucket) => {
      const page = await s3.send(new ListObjectVersionsCommand({ Bucket }));
      const count = (page.Versions?.length ?? 0) + (page.DeleteMarkers?.length ?? 0);
      return { count, unit: 'versions', ...(page.IsTruncated && { isMore: true }) };
    },
    table: async (TableName) => {
      const { Table } = await dynamodb.send(new DescribeTableCommand({ TableName }));
      if (Table?.TableStatus === 'DELETING') return undefined;
      // DynamoDB counts about every six hours (API reference, "TableDescription").
      return { count: Table?.ItemCount ?? null, unit: 'records' };
    },
    'user-pool': async (UserPoolId) => {
      const { UserPool } = await cognito.send(new DescribeUserPoolCommand({ UserPoolId }));
      return { count: UserPool?.EstimatedNumberOfUsers ?? null, unit: 'users' };
    },
    secret: async (SecretId) => {
      const { DeletedDate } = await secrets.send(new DescribeSecretCommand({ SecretId }));
      return DeletedDate ? undefined : { count: null, unit: null };
    },
    'log-group': async (logGroupNamePrefix) => {
      const { logGroups } = await logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix }));
      const group = logGroups?.find(({ logGroupName: name }) => name === logGroupNamePrefix);
      return group && { count: group.storedBytes ?? null, unit: 'bytes' };
    },
  };
  return (candidate) => unlessRefused(candidate, reads[candidate.kind]);
}

const unitOf = {
  bucket: 'versions',
  table: 'records',
  'user-pool': 'users',
  secret: null,
  'log-group': 'bytes',
} as const satisfies Record<LeftoverKind, Contents['unit']>;

/** The services' names for a resource that is not there, and for one that the caller may not see. */
const missing = /^(NoSuchBucket|ResourceNotFoundException)$/;
const refused = /^(AccessDenied|AccessDeniedException|NotAuthorizedException)$/;

async function unlessRefused({ kind, name }: Candidate, read: Read): Promise<Contents | undefined> {
  try {
    return await read(name);
  } catch (error) {
    const { name: code } = error as Error;
    if (missing.test(code)) return undefined;
    if (refused.test(code)) return { count: null, unit: unitOf[kind] };
    throw error;
  }
}
