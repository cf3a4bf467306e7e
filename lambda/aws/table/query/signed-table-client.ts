import { randomUUID } from 'node:crypto';
import { marshall, unmarshall, type NativeAttributeValue } from '@aws-sdk/util-dynamodb';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { AwsError } from '../../http/aws-error.js';
import { jsonService } from '../../http/json-service.js';
import type { TableClient } from './table-client.js';

type Item = Record<string, NativeAttributeValue>;
type Stored = Record<string, AttributeValue>;

/** The table by signed requests, whose calls share connections (docs/decisions/0029-requests-without-the-sdk.md). */
export function signedTableClient(): TableClient {
  const call = jsonService({ name: 'dynamodb', target: 'DynamoDB_20120810', version: '1.0' });
  const dynamoDb = async (operation: string, input: object, signal?: AbortSignal): Promise<Answer> => {
    try {
      return (await call(operation, input, signal)) as Answer;
    } catch (error) {
      // Where the SDK's errors have them.
      if (error instanceof AwsError) Object.assign(error, saidIn(error.body));
      throw error;
    }
  };
  return {
    get: async (input) => plain(await dynamoDb('GetItem', marshalled(input))),
    put: (input, options) => dynamoDb('PutItem', marshalled(input), options?.abortSignal),
    update: async (input) => plain(await dynamoDb('UpdateItem', marshalled(input))),
    delete: (input) => dynamoDb('DeleteItem', marshalled(input)),
    query: async (input) => plain(await dynamoDb('Query', marshalled(input))),

    async batchGet({ RequestItems = {}, ...rest }) {
      const wanted = mapped(RequestItems, ({ Keys = [], ...request }) => ({
        ...request,
        Keys: Keys.map(toStored),
      }));
      const answer = await dynamoDb('BatchGetItem', { ...rest, RequestItems: wanted });
      return {
        Responses: mapped(answer.Responses ?? {}, (items) => items.map(fromStored)),
        UnprocessedKeys: mapped(answer.UnprocessedKeys ?? {}, ({ Keys = [], ...request }) => ({
          ...request,
          Keys: Keys.map(fromStored),
        })),
      };
    },

    transactWrite: ({ TransactItems = [], ...rest }) =>
      dynamoDb('TransactWriteItems', {
        ClientRequestToken: randomUUID(),
        ...rest,
        TransactItems: TransactItems.map((item) => mapped(item, marshalled)),
      }),
  };
}

/** Its items as DynamoDB stores them. */
interface Answer {
  readonly Item?: Stored;
  readonly Attributes?: Stored;
  readonly Items?: readonly Stored[];
  readonly LastEvaluatedKey?: Stored;
  readonly Responses?: Readonly<Record<string, readonly Stored[]>>;
  readonly UnprocessedKeys?: Readonly<Record<string, { readonly Keys?: readonly Stored[] }>>;
}

const toStored = (item: Item): Stored => marshall(item, { removeUndefinedValues: true });
const fromStored = (item: Stored): Item => unmarshall(item);

/** The fields of an operation that hold items, or values of them. */
const fields = ['Item', 'Key', 'ExpressionAttributeValues', 'ExclusiveStartKey'] as const;

function marshalled(input: Partial<Record<(typeof fields)[number], Item>>): object {
  const stored = fields.flatMap((field) => (input[field] ? [[field, toStored(input[field])] as const] : []));
  return { ...input, ...Object.fromEntries(stored) };
}

const plain = ({ Item, Attributes, Items, LastEvaluatedKey }: Answer) => ({
  ...(Item && { Item: fromStored(Item) }),
  ...(Attributes && { Attributes: fromStored(Attributes) }),
  ...(Items && { Items: Items.map(fromStored) }),
  ...(LastEvaluatedKey && { LastEvaluatedKey: fromStored(LastEvaluatedKey) }),
});

const saidIn = ({ Item, CancellationReasons }: Readonly<Record<string, unknown>>) => ({
  ...(Item !== undefined && { Item }),
  ...(CancellationReasons !== undefined && { CancellationReasons }),
});

const mapped = <Value, Result>(values: Readonly<Record<string, Value>>, map: (value: Value) => Result) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, map(value)]));
