import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { patience } from '../../patience.js';

/** One client per function instance, created at cold start: calls reuse its connection. */
export function documentClient(): DynamoDBDocumentClient {
  return DynamoDBDocumentClient.from(new DynamoDBClient(patience()), {
    marshallOptions: { removeUndefinedValues: true },
  });
}
