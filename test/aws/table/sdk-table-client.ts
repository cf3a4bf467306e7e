import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  BatchGetCommand,
  DeleteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { patience } from '../../../lambda/aws/patience.js';
import type { TableClient } from '../../../lambda/aws/table/query/table-client.js';

/** The table by the AWS SDK: the reference, and for tests with other credentials than a function's. */
export function sdkTableClient(documents = documentClient()): TableClient {
  return {
    get: (input) => documents.send(new GetCommand(input)),
    put: (input, options) => documents.send(new PutCommand(input), options),
    update: (input) => documents.send(new UpdateCommand(input)),
    delete: (input) => documents.send(new DeleteCommand(input)),
    query: (input) => documents.send(new QueryCommand(input)),
    batchGet: (input) => documents.send(new BatchGetCommand(input)),
    transactWrite: (input) => documents.send(new TransactWriteCommand(input)),
  };
}

function documentClient(): DynamoDBDocumentClient {
  return DynamoDBDocumentClient.from(new DynamoDBClient(patience()), {
    marshallOptions: { removeUndefinedValues: true },
  });
}
