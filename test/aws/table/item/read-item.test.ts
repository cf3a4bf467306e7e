import { expect, test } from '@jest/globals';
import { fromReadItem, toReadItem, type ReadItem } from '../../../../lambda/aws/table/item/read-item.js';
import { noon, photoId } from '../../../core/records.js';

const item: ReadItem = toReadItem({
  ...{ id: 'read', how: 'share', subject: null, shareId: 'share', at: noon },
  files: [{ id: photoId, owner: 'alice', revision: 3, expiresAt: noon }],
} as Parameters<typeof toReadItem>[0]);
const [file] = item.files;

test.each<[string, object]>([
  ['id', { id: '' }],
  ['time', { at: 'yesterday' }],
  ['way', { how: 'telepathy' }],
  ['files', { files: undefined }],
  ['file’s id', { files: [{ ...file, id: '' }] }],
  ['file’s owner', { files: [file, { ...file, owner: '' }] }],
  ['file’s revision', { files: [{ ...file, revision: 0 }] }],
])('a read without its %s is not announced', (_what, changes) => {
  expect(() => fromReadItem({ ...item, ...changes } as ReadItem)).toThrow(
    'a read lacks its id, time, method or files',
  );
});
