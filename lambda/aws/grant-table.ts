import { QueryCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { GrantReader } from '../core/access/reach.js';
import { grantIdOf } from '../core/grant/grantee.js';
import { fileKey } from './file-item.js';

const prefix = 'GRANT#';

/** Who else may read a file: items beside its record. */
export function grantTable(client: DynamoDBDocumentClient, table: string): GrantReader {
  return {
    // One consistent query, however many groups a token names: a file has few grants.
    async isGranted(fileId, grantees) {
      const wanted = new Set(grantees.map((grantee) => prefix + grantIdOf(grantee)));
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName: table,
          KeyConditionExpression: 'pk = :file AND begins_with(sk, :grant)',
          ExpressionAttributeValues: { ':file': fileKey(fileId).pk, ':grant': prefix },
          ProjectionExpression: 'sk',
          ConsistentRead: true,
        }),
      );
      return Items.some(({ sk }) => wanted.has(sk as string));
    },
  };
}
