import { beforeAll, describe, expect, test } from '@jest/globals';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { issueToken, system } from '../stack/system.js';
import { drawing, made } from './fixture.js';
import { person, withToken, type Person, type ShownFile } from './person.js';
import { until } from './until.js';

interface Grant {
  readonly id: string;
  readonly subject: string;
  readonly createdAt: string;
}
interface Page {
  readonly items: readonly ShownFile[];
  readonly nextCursor: string | null;
}

const table = DynamoDBDocumentClient.from(new DynamoDBClient(system.client));
const unique = (name: string) => `${name} ${String(Date.now())}${String(Math.random())}`;
const member = async (group: string) =>
  withToken(unique('member'), await issueToken(unique('member'), { groups: [group] }));

const grant = async (who: Person, id: string, subject: string): Promise<Grant> =>
  who.ask<Grant>(`/files/${id}/grants`, { method: 'POST', body: { subject } });
const revoke = (who: Person, id: string, grantId: string) =>
  who.call(`/files/${id}/grants/${grantId}`, { method: 'DELETE' });
const statuses = async (who: Person, id: string) =>
  Promise.all(['', '/content'].map(async (what) => (await who.call(`/files/${id}${what}`)).status));
const sharedWith = async (who: Person, query = '') =>
  (await who.ask<Page>(`/files?sharedWithMe=true${query}`)).items.map(({ id }) => id);
/** The index is eventually consistent. */
const untilSharedWith = (who: Person, ids: readonly string[]) =>
  until('the shared files', async () => {
    const seen = await sharedWith(who);
    return seen.length === ids.length ? seen : undefined;
  });

let ada: Person;
beforeAll(async () => void (ada = await person()));

describe('a granted file', () => {
  test('is read by its grantee until the grant is revoked, and never by others', async () => {
    const [bob, eve] = [await person(), await person()];
    const file = await ada.store(drawing());
    expect(await statuses(bob, file.id)).toEqual([404, 404]);
    const { id: grantId } = await grant(ada, file.id, `user:${bob.subject}`);
    expect(await bob.ask<ShownFile>(`/files/${file.id}`)).toEqual(file);
    expect(Buffer.from(await (await bob.read(file.id)).arrayBuffer())).toEqual(drawing().bytes);
    expect(await statuses(eve, file.id)).toEqual([404, 404]);
    expect((await revoke(ada, file.id, grantId)).status).toBe(204);
    expect(await statuses(bob, file.id)).toEqual([404, 404]);
    expect((await revoke(ada, file.id, grantId)).status).toBe(204);
  });

  test('is read by every member of the group it is granted to, and by no group of a similar name', async () => {
    const group = unique('x admins');
    const [bob, eve] = [await member(group), await member(group.split(' ')[1] ?? '')];
    const file = await ada.store(drawing());
    await grant(ada, file.id, `group:${group}`);
    expect(await statuses(bob, file.id)).toEqual([200, 302]);
    expect(await statuses(eve, file.id)).toEqual([404, 404]);
  });

  test.each(['auth0|5f7c', 'ada@example.com', '../../files', 'FILE#1', 'Ärger 💼', 'x'.repeat(200)])(
    'may be granted to %j, which is never in a path or key',
    async (name) => {
      const bob = await person(unique(name));
      const file = await ada.store(drawing());
      const { id, subject } = await grant(ada, file.id, `user:${bob.subject}`);
      expect(subject).toBe(`user:${bob.subject}`);
      expect(id).toMatch(/^[A-Za-z0-9_-]{43}$/);
      expect(await statuses(bob, file.id)).toEqual([200, 302]);
      const { Items = [] } = await table.send(
        new QueryCommand({
          TableName: system.table,
          KeyConditionExpression: 'pk = :file',
          ExpressionAttributeValues: { ':file': `FILE#${file.id}` },
        }),
      );
      for (const { pk, sk, gsi1pk, key } of Items)
        expect(JSON.stringify([pk, sk, key, sk === 'FILE' ? '' : gsi1pk])).not.toContain(bob.subject);
      expect((await revoke(ada, file.id, id)).status).toBe(204);
      expect(await statuses(bob, file.id)).toEqual([404, 404]);
    },
  );

  test('has one grant for each grantee, with the time of the first', async () => {
    const file = await ada.store(drawing());
    const first = await ada.call(`/files/${file.id}/grants`, {
      method: 'POST',
      body: { subject: 'user:bob' },
    });
    const again = await ada.call(`/files/${file.id}/grants`, {
      method: 'POST',
      body: { subject: 'user:bob' },
    });
    expect([first.status, again.status]).toEqual([201, 200]);
    const shown = (await first.json()) as Grant;
    expect(await again.json()).toEqual(shown);
    expect(first.headers.get('location')).toBe(`/files/${file.id}/grants/${shown.id}`);
    await grant(ada, file.id, 'group:editors');
    const { items } = await ada.ask<{ items: Grant[] }>(`/files/${file.id}/grants`);
    expect(items.map(({ subject }) => subject)).toEqual(['user:bob', 'group:editors']);
  });

  test('has exactly 100 of them under concurrency, and room again after one is revoked', async () => {
    const file = await ada.store(drawing());
    for (let number = 0; number < 94; number++) await grant(ada, file.id, `user:${String(number)}`);
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, number) =>
        ada.call(`/files/${file.id}/grants`, {
          method: 'POST',
          body: { subject: `group:${String(number)}` },
        }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([
      ...Array<number>(6).fill(201),
      ...Array<number>(6).fill(409),
    ]);
    const { items } = await ada.ask<{ items: Grant[] }>(`/files/${file.id}/grants`);
    expect(items).toHaveLength(100);
    await revoke(ada, file.id, items[0]?.id ?? '');
    await grant(ada, file.id, 'user:one more');
    expect((await ada.ask<ShownFile>(`/files/${file.id}`)).revision).toBe(file.revision);

    expect((await ada.call(`/files/${file.id}`, { method: 'DELETE' })).status).toBe(204);
    const { Items } = await table.send(
      new QueryCommand({
        TableName: system.table,
        KeyConditionExpression: 'pk = :file AND begins_with(sk, :grant)',
        ExpressionAttributeValues: { ':file': `FILE#${file.id}`, ':grant': 'GRANT#' },
        ConsistentRead: true,
      }),
    );
    expect(Items).toEqual([]);
  });

  test('that is deleted is gone for its grantees at once', async () => {
    const bob = await person();
    const file = await ada.store(drawing());
    await grant(ada, file.id, `user:${bob.subject}`);
    await untilSharedWith(bob, [file.id]);
    await ada.call(`/files/${file.id}`, { method: 'DELETE' });
    expect(await statuses(bob, file.id)).toEqual([404, 404]);
    expect(await sharedWith(bob)).toEqual([]);
    const { Item } = await table.send(
      new GetCommand({ TableName: system.table, Key: { pk: `FILE#${file.id}`, sk: 'FILE' } }),
    );
    expect(Item).toMatchObject({ status: 'deleted', filename: '' });
  });
});

test('only a verified file is granted', async () => {
  const { id: pending } = await ada.create(drawing());
  const { id: rejected } = await ada.store(made('MZ', 'image/png'));
  for (const [id, code] of [
    [pending, 'file-not-verified'],
    [rejected, 'file-rejected'],
  ]) {
    const answer = await ada.call(`/files/${id ?? ''}/grants`, {
      method: 'POST',
      body: { subject: 'user:bob' },
    });
    expect([answer.status, await answer.json()]).toMatchObject([409, { code }]);
  }
});

test.each(['bob', 'user:', 'group:', 'role:x', 'USER:bob', `user:${'ä'.repeat(600)}`, ''])(
  'a grant to %j is refused by its field',
  async (subject) => {
    const { id } = await ada.create(drawing());
    const answer = await ada.call(`/files/${id}/grants`, { method: 'POST', body: { subject } });
    expect([answer.status, await answer.json()]).toMatchObject([
      400,
      { code: 'invalid-request', errors: [{ pointer: '/subject' }] },
    ]);
  },
);

test('the list of shared files has each once, from user and groups, page by page', async () => {
  const group = unique('editors');
  const subject = unique('bob');
  const bob = withToken(subject, await issueToken(subject, { groups: [group, unique('others')] }));
  const files: ShownFile[] = [];
  for (let count = 0; count < 6; count++) files.unshift(await ada.store(drawing()));
  const [byUser, byGroup, byBoth] = [`user:${subject}`, `group:${group}`, undefined];
  for (const [index, file] of files.entries()) {
    const to = [byUser, byGroup, byBoth][index % 3];
    for (const one of to ? [to] : [byUser, byGroup]) if (one) await grant(ada, file.id, one);
  }
  const ids = files.map(({ id }) => id);
  expect(await untilSharedWith(bob, ids)).toEqual(ids);

  const seen: string[] = [];
  let cursor = '';
  do {
    const page: Page = await bob.ask<Page>(`/files?sharedWithMe=true&limit=2${cursor}`);
    seen.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor ? `&cursor=${page.nextCursor}` : '';
  } while (cursor);
  expect(seen).toEqual(ids);

  expect(await sharedWith(bob, '&type=image/*')).toEqual(ids);
  expect(await sharedWith(bob, '&type=text/plain')).toEqual([]);
  expect(await sharedWith(bob, `&createdAfter=${files[1]?.createdAt ?? ''}`)).toEqual(ids.slice(0, 2));
  expect((await bob.ask<Page>('/files')).items).toEqual([]);
  expect(await sharedWith(ada)).toEqual([]);
});
