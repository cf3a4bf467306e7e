import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { patience } from '../../patience.js';

/** One client a function, made at cold start: its connection is reused by each call after. */
export function documentClient(): DynamoDBDocumentClient {
  return DynamoDBDocumentClient.from(new DynamoDBClient(patience()), {
    marshallOptions: { removeUndefinedValues: true },
  });
}
