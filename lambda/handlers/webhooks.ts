import { randomBytes } from 'node:crypto';
import { dispatcher } from '../api/dispatcher.js';
import { webhooksRoutes } from '../api/routes/webhooks.js';
import { serve } from '../api/served.js';
import { cursorAt, deliveryAnswer, placeIn, webhookAnswer } from '../api/answer/webhook-answer.js';
import { deliveryTable } from '../aws/table/delivery-table.js';
import { signedTableClient } from '../aws/table/query/signed-table-client.js';
import { endpointTable } from '../aws/table/endpoint-table.js';
import { fileTable } from '../aws/table/file-table.js';
import { secretText } from '../aws/signing/secret-text.js';
import { webhookQueue } from '../aws/messages/webhook-queue.js';
import {
  environment,
  webhookKeyArn,
  webhookQueueUrl,
  webhookSettings,
} from '../core/settings/environment.js';
import {
  addEndpoint,
  changeEndpoint,
  endpointOf,
  removeEndpoint,
  rotateSecret,
  testEndpoint,
} from '../core/webhook/manage-endpoints.js';
import { replay } from '../core/webhook/replay.js';

const { table, policy } = environment(process.env);
const { endpoints, allowLoopback = false } = webhookSettings(process.env);
const client = signedTableClient();

/** 128 random bits, path-safe. */
const randomId = () => randomBytes(17).toString('base64url').slice(0, 22);

const ports = {
  now: () => new Date(),
  newId: () => `whe_${randomId()}`,
  newEventId: () => `evt_${randomId()}`,
  allowLoopback,
  endpoints: endpointTable(client, table, endpoints),
  log: deliveryTable(client, table),
  files: fileTable(client, table),
  webhookKey: secretText(webhookKeyArn(process.env), 'the webhook key'),
  order: webhookQueue(webhookQueueUrl(process.env)).order,
};

/** Manages webhook endpoints, shows their delivery logs, and replays deliveries. Its role cannot access objects. */
export const handler = dispatcher<'webhooks'>(
  {
    addWebhook: serve(webhooksRoutes.addWebhook, async ({ body }) => {
      const { endpoint, secret } = await addEndpoint(ports, body);
      return {
        status: 201,
        headers: { Location: `/webhooks/${endpoint.id}` },
        body: { ...webhookAnswer(endpoint), secret },
        log: { endpointId: endpoint.id },
      };
    }),

    listWebhooks: serve(webhooksRoutes.listWebhooks, async () => {
      const all = await ports.endpoints.all();
      return { status: 200, body: { items: all.map(webhookAnswer) }, log: { count: all.length } };
    }),

    readWebhook: serve(webhooksRoutes.readWebhook, async ({ id }) => {
      const endpoint = await endpointOf(ports, id);
      return { status: 200, body: webhookAnswer(endpoint), log: { endpointId: endpoint.id } };
    }),

    changeWebhook: serve(webhooksRoutes.changeWebhook, async ({ id, body }) => {
      const endpoint = await changeEndpoint(ports, id, body);
      return { status: 200, body: webhookAnswer(endpoint), log: { endpointId: endpoint.id } };
    }),

    removeWebhook: serve(webhooksRoutes.removeWebhook, async ({ id }) => {
      await removeEndpoint(ports, id);
      return { status: 204, log: { endpointId: id } };
    }),

    testWebhook: serve(webhooksRoutes.testWebhook, async ({ id }) => {
      const eventId = await testEndpoint(ports, id);
      return { status: 202, body: { eventId }, log: { endpointId: id, eventId } };
    }),

    rotateWebhook: serve(webhooksRoutes.rotateWebhook, async ({ id, body }) => {
      const { endpoint, secret } = await rotateSecret(ports, id, body.overlapSeconds);
      return { status: 200, body: { ...webhookAnswer(endpoint), secret }, log: { endpointId: endpoint.id } };
    }),

    listDeliveries: serve(webhooksRoutes.listDeliveries, async ({ id, query }) => {
      await endpointOf(ports, id);
      const { outcome, since, until, limit, cursor } = query;
      const { deliveries, next } = await ports.log.list(
        id,
        { outcomes: outcome && [outcome], since, until },
        { limit, from: cursor && placeIn(cursor, '?cursor') },
      );
      return {
        status: 200,
        body: { items: deliveries.map(deliveryAnswer), nextCursor: cursorAt(next) },
        log: { endpointId: id, count: deliveries.length },
      };
    }),

    replayDeliveries: serve(webhooksRoutes.replayDeliveries, async ({ id, body }) => {
      await endpointOf(ports, id);
      const { cursor, ...wanted } = body;
      const { count, next } = await replay(ports, id, wanted, cursor && placeIn(cursor, '/cursor'));
      return {
        status: 202,
        body: { count, nextCursor: cursorAt(next) },
        log: { endpointId: id, count },
      };
    }),
  },
  policy.access,
);
