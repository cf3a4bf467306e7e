import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Context, SQSEvent } from 'aws-lambda';
import { answerMs } from '../../lambda/handlers/before-timeout.js';

/** A simulated DynamoDB API: it has no endpoint, and never responds for one of them. */
const table = createServer((request, response) => {
  void json(request).then((body) => {
    if (JSON.stringify(body).includes('whe_hangs')) return;
    response.setHeader('content-type', 'application/x-amz-json-1.0').end('{}');
  });
});
let handler: (event: SQSEvent, context: Context) => Promise<unknown>;

beforeAll(async () => {
  await once(table.listen(0, '127.0.0.1'), 'listening');
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: `http://127.0.0.1:${String((table.address() as AddressInfo).port)}`,
    ...{ AWS_REGION: 'eu-west-1', AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' },
    ...{
      BUCKET: 'bucket',
      TABLE: 'table',
      DEPLOYMENT: 'Test/Waybill',
      POLICY: '{}',
      WEBHOOKS: '{"endpoints":[]}',
    },
    ...{
      WEBHOOK_QUEUE_URL: 'http://127.0.0.1/queue',
      WEBHOOK_KEY_ARN: 'arn:aws:secretsmanager:::secret:key',
    },
    ...{ POWERTOOLS_LOG_LEVEL: 'SILENT', POWERTOOLS_METRICS_DISABLED: 'true' },
  });
  ({ handler } = await import('../../lambda/handlers/deliver.js'));
});
afterAll(() => {
  table.close().closeAllConnections();
});

const record = (endpointId: string) => ({
  messageId: `message-of-${endpointId}`,
  body: JSON.stringify({ endpointId, event: { id: 'evt_1', type: 'file.verified' } }),
  attributes: { ApproximateReceiveCount: '1' },
});

test('of a batch, only the message that hangs is returned to the queue, before the function’s timeout', async () => {
  const ids = Array.from({ length: 9 }, (_, index) => `whe_${String(index)}`);
  const event = { Records: ['whe_hangs', ...ids].map(record) } as unknown as SQSEvent;
  const context = { awsRequestId: 'request', getRemainingTimeInMillis: () => answerMs + 3_000 } as Context;
  const startedAt = performance.now();
  expect(await handler(event, context)).toEqual({
    batchItemFailures: [{ itemIdentifier: 'message-of-whe_hangs' }],
  });
  expect(performance.now() - startedAt).toBeLessThan(answerMs + 3_000);
});
