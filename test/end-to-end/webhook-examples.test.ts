import { randomUUID } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { CreateTableCommand, DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { close, listen } from '../../local/engine/front.js';
import { system } from '../stack/system.js';
import { drawing } from './fixture.js';
import { until } from './until.js';
import { WebhookStack, type ShownWebhook } from './webhook-stack.js';

let stack: WebhookStack;
let postgres: PGlite;
beforeAll(async () => {
  // First: while it starts nothing else runs here, and idle connections would be closed.
  postgres = await PGlite.create();
  stack = await WebhookStack.deploy();
});
afterAll(() => Promise.all([stack.stop(), postgres.close()]));

/** The text in the documents. */
const documented = <Exports>(name: string) => import(`../../docs/examples/${name}`) as Promise<Exports>;

/** What a subscriber has stored. */
interface Kept {
  /** Ids of events, as often as they are stored. */
  readonly events: string[];
  readonly file: { revision: number; status: string } | undefined;
}

interface Example {
  listener(secret: string): Promise<http.RequestListener>;
  kept(fileId: string): Promise<Kept>;
}

/** docs/examples/webhooks-express.mjs unchanged, on PostgreSQL. */
async function express(): Promise<Example> {
  const { files, inbox, waybillWebhooks } = await documented<{
    files: string;
    inbox: string;
    waybillWebhooks: (secret: string, database: PGlite) => http.RequestListener;
  }>('webhooks-express.mjs');
  await postgres.exec(`${inbox}; ${files}`);
  return {
    listener: async (secret) => waybillWebhooks(secret, postgres),
    async kept(fileId) {
      const { rows: events } = await postgres.query<{ id: string }>(
        "select id from waybill_inbox where event->'data'->'file'->>'id' = $1",
        [fileId],
      );
      const { rows } = await postgres.query<{ revision: number; file: { status: string } }>(
        'select revision, file from waybill_files where id = $1',
        [fileId],
      );
      const [row] = rows;
      return {
        events: events.map(({ id }) => id),
        file: row && { revision: Number(row.revision), status: row.file.status },
      };
    },
  };
}

/** docs/examples/webhooks-lambda.mjs unchanged, on DynamoDB, called like a function URL. */
async function lambda(): Promise<Example> {
  const table = `subscriber-${randomUUID()}`;
  const client = new DynamoDBClient(system.client);
  await client.send(
    new CreateTableCommand({
      TableName: table,
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
      AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
      BillingMode: 'PAY_PER_REQUEST',
    }),
  );
  return {
    async listener(secret) {
      const { accessKeyId, secretAccessKey } = system.client.credentials;
      Object.assign(process.env, {
        ...{ TABLE: table, WEBHOOK_SECRET: secret, AWS_REGION: system.region },
        ...{ AWS_ENDPOINT_URL: system.awsEndpoint },
        ...{ AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey },
      });
      const { handler } = await documented<{
        handler: (event: object) => Promise<{ statusCode: number }>;
      }>('webhooks-lambda.mjs');
      let isBase64Encoded = false;
      return (request, response) => {
        void buffer(request).then(async (bytes) => {
          // Lambda developer guide, "Invoking Lambda function URLs": a body is text or base64.
          isBase64Encoded = !isBase64Encoded;
          const body = bytes.toString(isBase64Encoded ? 'base64' : 'utf8');
          const { statusCode } = await handler({ body, isBase64Encoded, headers: request.headers });
          response.writeHead(statusCode).end();
        });
      };
    },
    async kept(fileId) {
      const { Items = [] } = await client.send(new ScanCommand({ TableName: table, ConsistentRead: true }));
      const items = Items.map((item) => unmarshall(item) as Record<string, string>);
      const file = items.find(({ pk }) => pk === `FILE#${fileId}`);
      return {
        events: items
          .filter(({ pk, event }) => pk?.startsWith('EVENT#') && event?.includes(fileId))
          .map(({ pk = '' }) => pk.slice('EVENT#'.length)),
        file: file && {
          revision: Number(file['revision']),
          status: (JSON.parse(file['file'] ?? '') as { status: string }).status,
        },
      };
    },
  };
}

const types = ['upload.created', 'file.uploaded', 'file.verified', 'share.created', 'file.deleted'];

describe.each([
  ['Express', express],
  ['Lambda', lambda],
])('the subscriber in the documents for %s', (_name, start) => {
  let example: Example;
  let server: http.Server;
  let url: string;
  let webhook: ShownWebhook;
  const answered: number[] = [];
  beforeAll(async () => {
    const app: { listener?: http.RequestListener } = {};
    server = http.createServer((request, response) => {
      response.on('finish', () => answered.push(response.statusCode));
      app.listener?.(request, response);
    });
    await listen(server, 0);
    url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/waybill`;
    [example, webhook] = await Promise.all([
      start(),
      stack.admin.ask<ShownWebhook>('/webhooks', { method: 'POST', body: { url, events: types } }),
    ]);
    app.listener = await example.listener(webhook.secret);
  });
  afterAll(async () => {
    await stack.admin.call(`/webhooks/${webhook.id}`, { method: 'DELETE' });
    await close(server);
  });

  const post = (headers: Record<string, string>, body: string) =>
    fetch(url, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body });
  /** Signed like Waybill, or with another secret. */
  const signed = (event: { id: string }, secret = webhook.secret) => {
    const [body, at] = [JSON.stringify(event), new Date()];
    const headers = {
      'webhook-id': event.id,
      'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
      'webhook-signature': new Webhook(secret).sign(event.id, at, body),
    };
    return post(headers, body);
  };
  let id: string;

  test('stores each event of the real sender once, and the newest state of a file', async () => {
    ({ id } = await stack.ada.store(drawing()));
    await stack.ada.ask(`/files/${id}/shares`, { method: 'POST', body: {} });
    await stack.ada.call(`/files/${id}`, { method: 'DELETE' });
    const kept = await until('all five events', async () => {
      const now = await example.kept(id);
      return now.events.length >= types.length ? now : undefined;
    });
    expect(new Set(kept.events).size).toBe(types.length);
    expect(kept.file?.status).toBe('deleted');
    expect(new Set(answered)).toEqual(new Set([204]));
  });

  test('is correct with redelivered events, newest first', async () => {
    const before = await example.kept(id);
    answered.length = 0;
    const outcomes = ['delivered', 'retrying'];
    const { count } = await stack.admin.ask<{ count: number }>(`/webhooks/${webhook.id}/replay`, {
      method: 'POST',
      body: { outcomes },
    });
    expect(count).toBeGreaterThanOrEqual(types.length);
    await until('all of them again', async () => answered.length >= count || undefined);
    const after = await example.kept(id);
    expect([after.events.toSorted(), after.file]).toEqual([before.events.toSorted(), before.file]);
  });

  test('detects a late event by its revision', async () => {
    const before = await example.kept(id);
    const late = { id: `evt_late-${randomUUID()}`, type: 'file.held', revision: 2 };
    const event = { ...late, data: { file: { id, status: 'held' } } };
    for (let time = 0; time < 2; time++) expect((await signed(event)).status).toBe(204);
    const after = await example.kept(id);
    expect(after.file).toEqual(before.file);
    expect(after.events.length).toBe(before.events.length + 1);
  });

  test('rejects other senders', async () => {
    const event = { id: `evt_${randomUUID()}`, type: 'file.verified', revision: 99 };
    const forged = { ...event, data: { file: { id, status: 'verified' } } };
    const before = await example.kept(id);
    const other = `whsec_${Buffer.alloc(32).toString('base64')}`;
    expect((await signed(forged, other)).status).toBe(400);
    expect((await post({}, JSON.stringify(forged))).status).toBe(400);
    expect((await post({}, '')).status).toBe(400);
    expect(await example.kept(id)).toEqual(before);
  });
});
