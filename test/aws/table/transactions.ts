import type { Server } from 'node:http';
import { text } from 'node:stream/consumers';

type Json = Record<string, unknown>;
type Operation = 'Put' | 'Update' | 'Delete';

interface Reply {
  readonly status: number;
  readonly body: Json;
}

const refused = 'com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException';
const canceled = 'com.amazonaws.dynamodb.v20120810#TransactionCanceledException';

/**
 * Serves what dynalite lacks, by what it has: TransactWriteItems, and the item that a refused condition met
 * (ReturnValuesOnConditionCheckFailure). One request at a time, so that a transaction is one.
 */
export function serveTransactions(dynalite: string, server: Server): Server {
  let earlier: Promise<unknown> = Promise.resolve();
  return server.on('request', (request, response) => {
    const { authorization = '', 'x-amz-date': date = '', 'x-amz-target': target = '' } = request.headers;
    const call = async (action: string, body: Json): Promise<Reply> => {
      const headers = {
        ...{ authorization, 'x-amz-date': String(date), 'content-type': 'application/x-amz-json-1.0' },
        'x-amz-target': `DynamoDB_20120810.${action}`,
      };
      const options = {
        method: 'POST',
        headers,
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(5000),
      };
      const reply = await fetch(dynalite, options);
      return { status: reply.status, body: (await reply.json()) as Json };
    };
    const answer = async () => {
      const action = String(target).split('.')[1] ?? '';
      const body = JSON.parse(await text(request)) as Json;
      const { status, body: reply } =
        action === 'TransactWriteItems'
          ? await transact(call, body['TransactItems'] as Record<Operation, Json>[])
          : await withRefusedItem(call, action, body);
      response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' }).end(JSON.stringify(reply));
    };
    earlier = earlier.then(answer).catch(() => response.destroy());
  });
}

type Call = (action: string, body: Json) => Promise<Reply>;

const keyOf = (write: Json): Json => {
  const { pk, sk } = (write['Key'] ?? write['Item']) as Json;
  return { pk, sk };
};

async function stored(call: Call, write: Json): Promise<Json | undefined> {
  const { body } = await call('GetItem', {
    ...{ TableName: write['TableName'], Key: keyOf(write), ConsistentRead: true },
  });
  return body['Item'] as Json | undefined;
}

/** No item is in a transaction twice, so each condition is held against what was there before it. */
async function transact(call: Call, items: readonly Record<Operation, Json>[]): Promise<Reply> {
  const codes: string[] = [];
  const undo: (() => Promise<unknown>)[] = [];
  for (const item of items) {
    const [[operation, write] = []] = Object.entries(item);
    if (!operation || !write) throw new Error('an empty item in a transaction');
    const before = await stored(call, write);
    const { status, body } = await call(`${operation}Item`, write);
    const { TableName } = write;
    if (status === 200)
      undo.push(() =>
        before
          ? call('PutItem', { TableName, Item: before })
          : call('DeleteItem', { TableName, Key: keyOf(write) }),
      );
    else if (body['__type'] !== refused) return { status, body };
    codes.push(status === 200 ? 'None' : 'ConditionalCheckFailed');
  }
  if (undo.length === items.length) return { status: 200, body: {} };
  for (const step of undo) await step();
  return { status: 400, body: { __type: canceled, CancellationReasons: codes.map((Code) => ({ Code })) } };
}

async function withRefusedItem(call: Call, action: string, request: Json): Promise<Reply> {
  const { ReturnValuesOnConditionCheckFailure: wanted, ...rest } = request;
  const reply = await call(action, rest);
  if (wanted !== 'ALL_OLD' || reply.body['__type'] !== refused) return reply;
  return { ...reply, body: { ...reply.body, Item: await stored(call, request) } };
}
