import { CloudWatchLogsClient, paginateDescribeLogGroups } from '@aws-sdk/client-cloudwatch-logs';
import {
  CognitoIdentityProviderClient,
  DescribeUserPoolCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { HeadBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { DescribeSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { stackName, type OwnResource } from './own-stack.js';
import type { AccountClient } from './target.js';

/** What costs or holds something after the stack is gone, and the command that removes it. */
export interface Leftover extends OwnResource {
  readonly command: string;
}

interface Kind {
  /** Throws if there is none. */
  readonly find: (client: AccountClient, id: string) => Promise<unknown>;
  readonly command: (id: string) => string;
}

const kinds: Readonly<Record<string, Kind>> = {
  'AWS::S3::Bucket': {
    find: (client, Bucket) =>
      new S3Client({ ...client, forcePathStyle: client.endpoint !== undefined }).send(
        new HeadBucketCommand({ Bucket }),
      ),
    command: (id) => `aws s3 rb --force s3://${id}`,
  },
  'AWS::DynamoDB::GlobalTable': {
    find: (client, TableName) => new DynamoDBClient(client).send(new DescribeTableCommand({ TableName })),
    command: (id) => `aws dynamodb delete-table --table-name ${id}`,
  },
  'AWS::Cognito::UserPool': {
    find: (client, UserPoolId) =>
      new CognitoIdentityProviderClient(client).send(new DescribeUserPoolCommand({ UserPoolId })),
    command: (id) => `aws cognito-idp delete-user-pool --user-pool-id ${id}`,
  },
  'AWS::SecretsManager::Secret': {
    find: async (client, SecretId) => {
      const { DeletedDate } = await new SecretsManagerClient(client).send(
        new DescribeSecretCommand({ SecretId }),
      );
      if (DeletedDate) throw new Error('deleted');
    },
    command: (id) => `aws secretsmanager delete-secret --force-delete-without-recovery --secret-id ${id}`,
  },
};

/** Of what the stack held, and of logs with its name, what is still there. */
export async function leftoversOf(client: AccountClient, held: readonly OwnResource[]): Promise<Leftover[]> {
  const checked = await Promise.all(
    held.map(async ({ type, id }): Promise<Leftover[]> => {
      const kind = kinds[type];
      if (!kind) return [];
      const isThere = await kind.find(client, id).then(
        () => true,
        () => false,
      );
      return isThere ? [{ type, id, command: kind.command(id) }] : [];
    }),
  );
  return [...checked.flat(), ...(await logsOf(client, held))];
}

/** Log groups of the stack, and those that functions of the CDK have made for themselves. */
async function logsOf(client: AccountClient, held: readonly OwnResource[]): Promise<Leftover[]> {
  const own = new Set(held.filter(({ type }) => type === 'AWS::Logs::LogGroup').map(({ id }) => id));
  const left: Leftover[] = [];
  for await (const { logGroups = [] } of paginateDescribeLogGroups(
    { client: new CloudWatchLogsClient(client) },
    {},
  ))
    for (const { logGroupName: id = '' } of logGroups)
      if (own.has(id) || id.startsWith(`/aws/lambda/${stackName}-`))
        left.push({
          type: 'AWS::Logs::LogGroup',
          id,
          command: `aws logs delete-log-group --log-group-name ${id}`,
        });
  return left;
}
