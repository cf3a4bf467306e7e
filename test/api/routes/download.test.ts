import { expect, test } from '@jest/globals';
import { downloadRoutes } from '../../../lambda/api/routes/download.js';
import { refusedFields } from './refused-fields.js';

test.each(['inline', 'attachment'])('a reader may want a file %s, by each way to it', (disposition) => {
  expect(refusedFields(downloadRoutes.readContent.query, { disposition })).toEqual([]);
  expect(refusedFields(downloadRoutes.readUrls.body, { ids: ['a'], disposition })).toEqual([]);
  expect(refusedFields(downloadRoutes.useShare.body, { disposition })).toEqual([]);
});

test('no way to a file takes another disposition, or other fields', () => {
  const other = { disposition: 'sideways', filename: 'a.exe' };
  const fields = ['disposition', 'filename'];
  expect(refusedFields(downloadRoutes.readContent.query, other).sort()).toEqual(fields);
  expect(refusedFields(downloadRoutes.readUrls.body, { ids: ['a'], ...other }).sort()).toEqual(fields);
  expect(refusedFields(downloadRoutes.useShare.body, other).sort()).toEqual(fields);
});

test('URLs are for one to 100 files', () => {
  const ids = (count: number) =>
    refusedFields(downloadRoutes.readUrls.body, { ids: Array<string>(count).fill('a') });
  expect([ids(0), ids(1), ids(100), ids(101)]).toEqual([['ids'], [], [], ['ids']]);
  expect(refusedFields(downloadRoutes.readUrls.body, { ids: ['x'.repeat(64), 'x'.repeat(65), ''] })).toEqual([
    'ids/1',
  ]);
});

test('the password of a link may be left empty, as its form sends it, and has at most 128 characters', () => {
  const password = (length: number) =>
    refusedFields(downloadRoutes.useShare.body, { password: 'x'.repeat(length) });
  expect([password(0), password(128), password(129)]).toEqual([[], [], ['password']]);
});
