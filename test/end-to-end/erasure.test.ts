import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { expect, test } from '@jest/globals';
import { deployedFunction, system } from '../stack/system.js';
import { drawing } from './fixture.js';
import { person, type ShownFile } from './person.js';
import { until } from './until.js';

interface Erasure {
  readonly id: string;
  readonly status: string;
  readonly deleted: number;
}

const list = async (who: Awaited<ReturnType<typeof person>>) =>
  (await who.ask<{ items: ShownFile[] }>('/files')).items.map(({ id }) => id);

test('an erasure deletes every file that its owner had, no other’s, and none that were created later', async () => {
  const ada = await person();
  const eve = await person();
  const file = drawing();
  const read = await ada.store(file);
  const pending = await ada.create(file);
  const others = await eve.create(file);
  await until('the list', async () => (await list(ada)).length === 2 || undefined);
  expect((await ada.call('/owners/me/files/erasure')).status).toBe(404);

  const answer = await ada.call('/owners/me/files', { method: 'DELETE' });
  const asked = (await answer.json()) as Erasure;
  expect([answer.status, answer.headers.get('location')]).toEqual([202, '/owners/me/files/erasure']);
  expect(asked).toMatchObject({ status: 'running', deleted: 0 });
  const later = await ada.create(file);

  // Without waiting for a sweep: the erasure was invoked.
  const progress = () => ada.ask<Erasure>('/owners/me/files/erasure');
  await until('the erasure', async () => (await progress()).deleted === 2 || undefined);
  for (const { id } of [read, pending]) expect((await ada.call(`/files/${id}`)).status).toBe(404);
  expect((await ada.call(`/files/${read.id}/content`)).status).toBe(404);
  expect((await ada.call(`/files/${later.id}`)).status).toBe(200);
  expect((await eve.call(`/files/${others.id}`)).status).toBe(200);

  // The list may lag, so the erasure is done after a later read finds nothing more.
  const { FunctionName } = await deployedFunction('sweep');
  const sweep = new InvokeCommand({ FunctionName, Payload: '{}' });
  const done = await until(
    'its end',
    async () => {
      await new LambdaClient(system.client).send(sweep);
      const told = await progress();
      return told.status === 'done' ? told : undefined;
    },
    30_000,
  );
  expect(done).toMatchObject({ id: asked.id, deleted: 2 });
  await until('the list', async () => (await list(ada)).length === 1 || undefined);
  expect(await list(ada)).toEqual([later.id]);
});
