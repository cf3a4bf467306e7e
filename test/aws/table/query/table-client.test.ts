import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTable, table } from '../dynamodb.js';

let db: Awaited<ReturnType<typeof startTable>>;
beforeAll(async () => {
  db = await startTable();
});
afterAll(() => db.stop());

describe.each(['client', 'sdkClient'] as const)('the table by %s', (kind) => {
  const key = (sk: string) => ({ pk: kind, sk });
  const client = () => db[kind];

  test.each<[string, unknown]>([
    ['a text beyond ASCII', 'größe 😀 \u2028 \0'],
    ['an empty text', ''],
    ['zero', 0],
    ['a fraction', -12.5e-7],
    ['the largest exact number', Number.MAX_SAFE_INTEGER],
    ['true', true],
    ['null', null],
    ['an empty list', []],
    ['an empty map', {}],
    ['what is nested', { list: [1, 'a', null, { deep: [{}] }], __proto: 'x' }],
    ['names that are reserved words', { name: 1, size: 2, '#a': 3, ':b': 4 }],
  ])('keeps %s', async (what, value) => {
    await client().put({ TableName: table, Item: { ...key(what), value } });
    await expect(client().get({ TableName: table, Key: key(what) })).resolves.toMatchObject({
      Item: { ...key(what), value },
    });
    expect(await db.item(key(what))).toEqual({ ...key(what), value });
  });

  test('leaves out what is undefined, at any depth', async () => {
    const Item = { ...key('undefined'), gone: undefined, map: { gone: undefined, kept: 1 } };
    await client().put({ TableName: table, Item });
    expect(await db.item(key('undefined'))).toEqual({ ...key('undefined'), map: { kept: 1 } });
  });

  test('has no item where there is none', async () => {
    const { Item } = await client().get({ TableName: table, Key: key('nobody') });
    expect(Item).toBeUndefined();
  });

  test('changes an item, and returns it', async () => {
    const { Attributes } = await client().update({
      ...{ TableName: table, Key: key('changed'), ReturnValues: 'ALL_NEW' },
      ...{ UpdateExpression: 'SET #n = :n', ExpressionAttributeNames: { '#n': 'name' } },
      ExpressionAttributeValues: { ':n': 'é' },
    });
    expect(Attributes).toEqual({ ...key('changed'), name: 'é' });
    await client().delete({ TableName: table, Key: key('changed') });
    expect(await db.item(key('changed'))).toBeUndefined();
  });

  test('says by name that a condition failed, and what it met', async () => {
    await client().put({ TableName: table, Item: { ...key('met'), count: 7 } });
    const refused = client().update({
      ...{ TableName: table, Key: key('met'), UpdateExpression: 'SET #c = :c' },
      ...{ ConditionExpression: 'attribute_not_exists(pk)', ReturnValuesOnConditionCheckFailure: 'ALL_OLD' },
      ...{ ExpressionAttributeNames: { '#c': 'count' }, ExpressionAttributeValues: { ':c': 8 } },
    });
    await expect(refused).rejects.toMatchObject({ name: 'ConditionalCheckFailedException' });
    await expect(refused).rejects.toBeInstanceOf(Error);
  });

  test('reads a query page by page', async () => {
    for (const sk of ['page 1', 'page 2', 'page 3']) await client().put({ TableName: table, Item: key(sk) });
    const query = {
      ...{ TableName: table, KeyConditionExpression: 'pk = :pk AND begins_with(sk, :page)', Limit: 2 },
      ExpressionAttributeValues: { ':pk': kind, ':page': 'page ' },
    };
    const first = await client().query(query);
    expect(first).toMatchObject({ Items: [key('page 1'), key('page 2')], LastEvaluatedKey: key('page 2') });
    const next = await client().query({ ...query, ExclusiveStartKey: key('page 2') });
    expect(next).toMatchObject({ Items: [key('page 3')] });
  });

  test('reads several items at once', async () => {
    await client().put({ TableName: table, Item: { ...key('one of two'), value: 1 } });
    const Keys = [key('one of two'), key('nobody')];
    const { Responses, UnprocessedKeys } = await client().batchGet({ RequestItems: { [table]: { Keys } } });
    expect(Responses).toEqual({ [table]: [{ ...key('one of two'), value: 1 }] });
    expect(UnprocessedKeys).toEqual({});
  });

  test('writes a transaction whole or not, and says which condition failed', async () => {
    const put = (sk: string) => ({
      Put: { TableName: table, Item: key(sk), ConditionExpression: 'attribute_not_exists(pk)' },
    });
    await client().transactWrite({ TransactItems: [put('both 1'), put('both 2')] });
    const again = client().transactWrite({ TransactItems: [put('both 3'), put('both 2')] });
    await expect(again).rejects.toMatchObject({
      name: 'TransactionCanceledException',
      CancellationReasons: [{ Code: 'None' }, { Code: 'ConditionalCheckFailed' }],
    });
    expect(await db.item(key('both 3'))).toBeUndefined();
  });

  test('says what DynamoDB says of a request that is wrong', async () => {
    const wrong = client().query({ TableName: table, KeyConditionExpression: 'nonsense' });
    await expect(wrong).rejects.toMatchObject({ name: 'ValidationException', message: expect.any(String) });
  });

  test('aborts a write', async () => {
    const abortSignal = AbortSignal.abort();
    const write = client().put({ TableName: table, Item: key('aborted') }, { abortSignal });
    await expect(write).rejects.toMatchObject({ name: 'AbortError' });
    expect(await db.item(key('aborted'))).toBeUndefined();
  });
});
