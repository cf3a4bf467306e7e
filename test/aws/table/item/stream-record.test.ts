import { expect, test } from '@jest/globals';
import { marshall } from '@aws-sdk/util-dynamodb';
import { recordChange } from '../../../../lambda/aws/table/item/stream-record.js';
import { toReadItem } from '../../../../lambda/aws/table/item/read-item.js';
import { toItem } from '../../../../lambda/aws/table/item/file-item.js';
import { toEndpointItem } from '../../../../lambda/aws/table/item/endpoint-item.js';
import { toShareItem } from '../../../../lambda/aws/table/item/share-item.js';
import type { Share } from '../../../../lambda/core/share/share.js';
import { endpoint } from '../../../core/webhook/endpoint.js';
import type { Read } from '../../../../lambda/core/event/read.js';
import { noon, photo } from '../../../core/records.js';

const options = { removeUndefinedValues: true };
const image = (item: object) => marshall(item, options);
const { pk, sk } = toItem(photo());
/** As DynamoDB sends it (DynamoDB Streams API reference, "Record"). */
const record = (dynamodb: object) => ({
  eventID: '1',
  eventName: 'MODIFY',
  dynamodb: { ApproximateCreationDateTime: noon.getTime() / 1000, Keys: image({ pk, sk }), ...dynamodb },
});

test('a file is parsed with its old and new image', () => {
  const uploaded = photo({ status: 'uploaded', revision: 2, uploadedAt: noon, metadata: { order: '7' } });
  const read = recordChange(record({ OldImage: image(toItem(photo())), NewImage: image(toItem(uploaded)) }));
  expect(read).toEqual({ kind: 'file', before: photo(), after: uploaded, at: noon });
});

test('a new file has nothing before it', () => {
  expect(recordChange(record({ NewImage: image(toItem(photo())) }))).not.toHaveProperty('before');
});

const read: Read = {
  ...{ id: 'read_1', at: noon, how: 'bulk', subject: 'bob', shareId: null },
  files: [{ id: photo().id, owner: 'alice', revision: 3, expiresAt: noon }],
};
const readKeys = image({ pk: 'READ#read_1', sk: 'READ' });

test('a read is parsed as it was recorded', () => {
  const noted = record({ Keys: readKeys, NewImage: image(toReadItem(read)) });
  expect(recordChange(noted)).toEqual({ kind: 'read', after: read });
});

const share: Share = {
  ...{ id: 'hash', fileId: photo().id, owner: 'alice', createdBy: 'alice', createdAt: noon, expiresAt: noon },
  ...{ downloads: 0, revision: 1 },
};
const shareKeys = image({ pk: 'SHARE#hash', sk: 'SHARE' });

test('a link is parsed with its old and new image', () => {
  const used = { ...share, downloads: 1, revision: 2 };
  const change = record({
    Keys: shareKeys,
    OldImage: image(toShareItem(share)),
    NewImage: image(toShareItem(used)),
  });
  expect(recordChange(change)).toEqual({ kind: 'share', before: share, after: used, at: noon });
});

test('a webhook endpoint is parsed with its old and new image', () => {
  const disabled = endpoint({ disabled: { reason: 'gone', at: noon }, revision: 2 });
  const { pk, sk } = toEndpointItem(endpoint());
  const change = record({
    Keys: image({ pk, sk }),
    OldImage: image(toEndpointItem(endpoint())),
    NewImage: image(toEndpointItem(disabled)),
  });
  expect(recordChange(change)).toEqual({ kind: 'webhook', before: endpoint(), after: disabled, at: noon });
});

test.each([
  ['a usage count', { Keys: image({ pk: 'OWNER#alice', sk: 'USAGE' }), NewImage: image({ files: 1 }) }],
  ['a record that has gone after its time', { OldImage: image(toItem(photo())) }],
])('%s has no event', (_what, dynamodb) => {
  expect(recordChange(record(dynamodb))).toBeUndefined();
});

test.each([
  ['no keys', { dynamodb: { ApproximateCreationDateTime: 1 } }],
  ['no time', { dynamodb: { Keys: image({ pk, sk }), NewImage: image(toItem(photo())) } }],
  ['nothing in it', {}],
  ['a file without an id', record({ NewImage: image({ ...toItem(photo()), id: '' }) })],
  ['a file without a revision', record({ NewImage: image({ ...toItem(photo()), revision: 0 }) })],
  [
    'a link without an owner',
    record({ Keys: shareKeys, NewImage: image({ ...toShareItem(share), owner: '' }) }),
  ],
  [
    'a link without a revision',
    record({ Keys: shareKeys, NewImage: image({ ...toShareItem(share), revision: 0 }) }),
  ],
  ['an image that is none', record({ NewImage: { id: 'bare' } })],
  ['a file without an owner', record({ NewImage: image({ ...toItem(photo()), owner: undefined }) })],
  [
    'a read that lacks its files',
    record({ Keys: readKeys, NewImage: image({ ...toReadItem(read), files: 1 }) }),
  ],
  [
    'a read of nobody’s file',
    record({ Keys: readKeys, NewImage: image({ ...toReadItem(read), files: [{}] }) }),
  ],
  ['times that are none', record({ NewImage: image({ ...toItem(photo()), createdAt: {} }) })],
])('a record with %s is refused', (_what, given) => {
  expect(() => recordChange(given)).toThrow();
});
