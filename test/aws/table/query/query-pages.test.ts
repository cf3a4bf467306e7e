import { expect, test } from '@jest/globals';
import { queryPages } from '../../../../lambda/aws/table/query/query-pages.js';
import { fakeTable } from '../fake-table.js';

interface Page {
  readonly Items?: readonly object[];
  readonly LastEvaluatedKey?: object;
}

/** A table that answers with these pages, one after another. */
function tableOf(...pages: readonly Page[]) {
  const asked: unknown[] = [];
  const send = async (input: object) => {
    const page = pages[asked.length];
    if (!page) throw new Error('asked beyond the last page');
    asked.push(input);
    return page;
  };
  const query = { TableName: 'files', KeyConditionExpression: 'pk = :pk' };
  const pagesOf = () => queryPages(fakeTable(send), query);
  return { pagesOf, query, asked };
}

async function all(pages: AsyncIterable<object[]>): Promise<object[][]> {
  const found = [];
  for await (const page of pages) found.push(page);
  return found;
}

test('a query is read page by page up to the last one, each from the key at which the one before stopped', async () => {
  const { pagesOf, query, asked } = tableOf(
    { Items: [{ sk: '1' }, { sk: '2' }], LastEvaluatedKey: { sk: '2' } },
    { Items: [{ sk: '3' }], LastEvaluatedKey: { sk: '9' } },
    { Items: [{ sk: '10' }] },
  );
  expect(await all(pagesOf())).toEqual([[{ sk: '1' }, { sk: '2' }], [{ sk: '3' }], [{ sk: '10' }]]);
  expect(asked).toStrictEqual([
    query,
    { ...query, ExclusiveStartKey: { sk: '2' } },
    { ...query, ExclusiveStartKey: { sk: '9' } },
  ]);
});

test('a page of which a filter left nothing is not the last', async () => {
  const { pagesOf } = tableOf(
    { Items: [], LastEvaluatedKey: { sk: '1' } },
    { LastEvaluatedKey: { sk: '2' } },
    { Items: [{ sk: '3' }] },
  );
  expect(await all(pagesOf())).toEqual([[{ sk: '3' }]]);
});

test('no page is read before it is wanted', async () => {
  const { pagesOf, asked } = tableOf({ Items: [{ sk: '1' }], LastEvaluatedKey: { sk: '1' } });
  for await (const page of pagesOf()) {
    expect(page).toEqual([{ sk: '1' }]);
    break;
  }
  expect(asked).toHaveLength(1);
});
