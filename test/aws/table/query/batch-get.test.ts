import { expect, test } from '@jest/globals';
import { getMany } from '../../../../lambda/aws/table/query/batch-get.js';
import { fakeTable } from '../fake-table.js';

const keys = ['a', 'b', 'c'].map((pk) => ({ pk, sk: 'FILE' }));

/** What DynamoDB does under load, which no engine can be made to: answers `perRequest` keys, and leaves the others. */
function busyTable(perRequest: number) {
  const asked: number[] = [];
  const send = async (input: { RequestItems: { files: { Keys: object[]; ConsistentRead: boolean } } }) => {
    const { Keys, ConsistentRead } = input.RequestItems.files;
    expect(ConsistentRead).toBe(true);
    asked.push(Keys.length);
    const left = Keys.slice(perRequest);
    return {
      Responses: { files: Keys.slice(0, perRequest) },
      UnprocessedKeys: left.length > 0 ? { files: { Keys: left } } : {},
    };
  };
  return { client: fakeTable(send), asked };
}

test('unprocessed keys are requested again', async () => {
  const { client, asked } = busyTable(1);
  await expect(getMany(client, 'files', keys)).resolves.toEqual(keys);
  expect(asked).toEqual([3, 2, 1]);
});

test('100 keys are requested at once, each once', async () => {
  const many = Array.from({ length: 201 }, (_, index) => ({ pk: `${index}`, sk: 'FILE' }));
  const { client, asked } = busyTable(100);
  await expect(getMany(client, 'files', many)).resolves.toEqual(many);
  expect(asked).toEqual([100, 100, 1]);
  await expect(getMany(client, 'files', [])).resolves.toEqual([]);
  expect(asked).toHaveLength(3);
});

test('keys that DynamoDB leaves each time fail, so that no file looks as if it were not there', async () => {
  const { client, asked } = busyTable(0);
  await expect(getMany(client, 'files', keys)).rejects.toThrow('DynamoDB left 3 of 3 keys unread');
  expect(asked).toHaveLength(6);
});
