// Webhooks of Waybill in AWS Lambda, behind a function URL or an HTTP API, kept in DynamoDB.
//
//   npm install standardwebhooks        (the AWS SDK is in the runtime)
//
// TABLE has the partition key `pk` (a string) and the time to live `expiresAt`. WEBHOOK_SECRET is the endpoint's, from
// your secret store. The function needs dynamodb:PutItem on the table, and nothing else.

import { Buffer } from 'node:buffer';
import { env } from 'node:process';
import { DynamoDBClient, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import { Webhook } from 'standardwebhooks';

const webhook = new Webhook(env.WEBHOOK_SECRET);
const database = new DynamoDBClient();
const table = env.TABLE;

/** An event may be redelivered for as long as it can be redriven: two weeks, from the dead-letter queue. */
const rememberedSeconds = 15 * 24 * 60 * 60;

export async function handler({ body = '', isBase64Encoded, headers }) {
  // The raw bytes: the signature covers them, and JSON that was parsed and serialized again may differ.
  const payload = Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8');
  let event;
  try {
    event = webhook.verify(payload, headers);
  } catch {
    // Not from Waybill, or older than five minutes.
    return { statusCode: 400 };
  }
  // Stored before the response, processed after it from the table's stream: the response has 15 seconds. If DynamoDB
  // fails, this throws, the response is 5xx, and the event is redelivered.
  await keep(headers['webhook-id'], event);
  return { statusCode: 204 };
}

async function keep(id, event) {
  const { file } = event.data;
  // Events of links and reads have only the file's id, those of endpoints no file.
  const writes = file?.status === undefined ? [seen(id, event)] : [seen(id, event), newest(event)];
  const [again, late] = await refused(writes);
  // A late event, older than the stored revision: it is stored as seen, and the file is not changed.
  if (late && !again) await refused([seen(id, event)]);
}

/** Writes atomically. Returns which conditions failed, in order; empty if all was written. */
async function refused(writes) {
  try {
    await database.send(new TransactWriteItemsCommand({ TransactItems: writes }));
    return [];
  } catch (error) {
    const reasons = (error.CancellationReasons ?? []).map(({ Code }) => Code === 'ConditionalCheckFailed');
    if (!reasons.includes(true)) throw error;
    return reasons;
  }
}

/** The event, once. Your workers process these items from the table's stream. */
const seen = (id, event) => ({
  Put: {
    TableName: table,
    Item: {
      pk: { S: `EVENT#${id}` },
      event: { S: JSON.stringify(event) },
      expiresAt: { N: String(Math.floor(Date.now() / 1000) + rememberedSeconds) },
    },
    ConditionExpression: 'attribute_not_exists(pk)',
  },
});

/** The newest state of the file. */
const newest = ({ revision, data: { file } }) => ({
  Put: {
    TableName: table,
    Item: {
      pk: { S: `FILE#${file.id}` },
      revision: { N: String(revision) },
      file: { S: JSON.stringify(file) },
    },
    ConditionExpression: 'attribute_not_exists(pk) OR revision < :revision',
    ExpressionAttributeValues: { ':revision': { N: String(revision) } },
  },
});
