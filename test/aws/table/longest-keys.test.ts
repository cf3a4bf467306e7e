import { expect, test } from '@jest/globals';
import { deliveryTable } from '../../../lambda/aws/table/delivery-table.js';
import { endpointTable } from '../../../lambda/aws/table/endpoint-table.js';
import { erasureTable } from '../../../lambda/aws/table/erasure-table.js';
import { grantTable } from '../../../lambda/aws/table/grant-table.js';
import { guessTable } from '../../../lambda/aws/table/guess-table.js';
import { recountTable } from '../../../lambda/aws/table/recount-table.js';
import { shareTable } from '../../../lambda/aws/table/share-table.js';
import { uploadTable } from '../../../lambda/aws/table/upload-table.js';
import { usageTable } from '../../../lambda/aws/table/usage-table.js';
import type { WebhookTestEvent } from '../../../lambda/core/event/event.js';
import { keyFor } from '../../../lambda/core/file/object-key.js';
import { grantIdOf } from '../../../lambda/core/grant/grant.js';
import { noon, photo, photoId } from '../../core/records.js';
import type { TableClient } from '../../../lambda/aws/table/query/table-client.js';
import { fakeTable } from './fake-table.js';

/** The maximum lengths: in bytes (an owner, a subject), and in characters of a path or header. */
const owner = 'ä'.repeat(512);
const grantee = `group:${owner}`;
const shareId = 's'.repeat(43);
const endpointId = `whe_${'w'.repeat(64)}`;
const eventId = `evt_${'e'.repeat(64)}`;

interface Sent {
  readonly Key?: object;
  readonly Item?: object;
  readonly ExpressionAttributeValues?: object;
  readonly TransactItems?: readonly object[];
}

/** The keys in a request to the table: of items, and of values for an index. */
function* keysIn({
  Key,
  Item,
  ExpressionAttributeValues,
  TransactItems = [],
}: Sent): Generator<[string, string]> {
  const named = Object.entries({ ...Key, ...Item }).filter(([name]) => /^(pk|sk|gsi\d[ps]k)$/.test(name));
  const values = Object.entries(ExpressionAttributeValues ?? {});
  for (const [name, value] of [...named, ...values]) if (typeof value === 'string') yield [name, value];
  for (const part of TransactItems) for (const one of Object.values(part)) yield* keysIn(one as Sent);
}

const file = photo({ owner, key: keyFor(owner, photoId), status: 'verified' });
const place = { createdAt: noon, expiresAt: noon, downloads: 0, revision: 1 };
const delivery = { type: 'webhook.test', timestamp: noon, lastAttemptAt: noon, outcome: 'failed' } as const;
const event: WebhookTestEvent = {
  ...{ id: eventId, type: 'webhook.test', timestamp: noon.toISOString(), revision: 1, owner: null },
  data: { webhook: { id: endpointId } },
};

const requests: readonly [string, (client: TableClient) => unknown][] = [
  [
    'a reservation',
    (client) =>
      usageTable(client, 't', () => noon).reserve(owner, { files: 1, bytes: 1, pendingFiles: 1 }, {}),
  ],
  [
    'a look at the usage',
    (client) =>
      recountTable(client, 't').note(
        { owner, files: 1, bytes: 1, pendingFiles: 0, seq: 1 },
        { files: 1, bytes: 1, pendingFiles: 0, seq: 1, at: noon },
        noon,
      ),
  ],
  [
    'an erasure',
    (client) =>
      erasureTable(client, 't').begin({
        owner,
        id: photoId,
        status: 'running',
        requestedAt: noon,
        deleted: 0,
      }),
  ],
  [
    'an upload under a key',
    (client) =>
      uploadTable(client, 't', () => noon).add(file, { owner, key: '!'.repeat(255), requestHash: 'h' }),
  ],
  ['a held file', (client) => uploadTable(client, 't', () => noon).add({ ...file, status: 'held' })],
  ['a waiting file', (client) => uploadTable(client, 't', () => noon).add({ ...file, status: 'pending' })],
  [
    'a grant',
    (client) =>
      grantTable(client, 't').add({ id: grantIdOf(grantee), fileId: photoId, grantee, createdAt: noon }),
  ],
  [
    'a link',
    (client) =>
      shareTable(client, 't').add({ id: shareId, fileId: photoId, owner, createdBy: owner, ...place }),
  ],
  [
    'a guess',
    (client) =>
      guessTable(client, 't').set(shareId, 'c'.repeat(43), undefined, {
        failed: 1,
        lastAt: noon,
        notBefore: noon,
        revision: 1,
      }),
  ],
  ['a webhook', (client) => endpointTable(client, 't', []).get(endpointId)],
  [
    'a delivery',
    (client) => deliveryTable(client, 't').write({ endpointId, eventId, event, ...delivery }, true),
  ],
];

// DynamoDB developer guide, "Constraints": a partition key has at most 2,048 bytes, a sort key 1,024.
test.each(requests)('%s fits the keys of the table, for every owner', async (_what, send) => {
  const sent: Sent[] = [];
  await send(fakeTable(async (input: Sent) => (sent.push(input), {})));
  const keys = sent.flatMap((input) => [...keysIn(input)]);
  expect(keys.length).toBeGreaterThan(0);
  for (const [name, value] of keys) {
    const bytes = Buffer.byteLength(value);
    expect([name, Math.min(bytes, name.endsWith('pk') ? 2048 : 1024)]).toEqual([name, bytes]);
  }
});

test('an object key of S3 has at most 1,024 bytes', () => {
  expect(Buffer.byteLength(keyFor(owner, photoId))).toBeLessThanOrEqual(1024);
});
