import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Deployment } from '../../local/deployment/deployment.js';
import { deployWith, issueToken } from '../stack/system.js';
import { drawing } from './fixture.js';
import { put, withToken, type Person, type ShownFile } from './person.js';
import { until } from './until.js';

const roles = {
  members: ['files:create', 'files:read', 'files:delete'],
  keepers: ['files:read', 'files:admin'],
};
const lie = { ...drawing(), bytes: Buffer.from('#!/bin/sh\necho no picture\n') };
let stack: Omit<Deployment, 'stop'>;
let ada: Person;
let keeper: Person;

beforeAll(async () => {
  stack = await deployWith('WaybillHold', { onFinding: 'hold', roles: JSON.stringify(roles) });
  ada = await someone('ada', ['members']);
  keeper = await someone('keeper', ['keepers']);
});

async function someone(subject: string, groups: readonly string[]): Promise<Person> {
  return withToken(subject, await issueToken(subject, { groups }), stack.apiUrl);
}

/** Ada sends a script declared as an image. */
async function held(): Promise<ShownFile> {
  const { id, upload } = await ada.create(lie);
  expect((await put(upload, lie.bytes)).status).toBe(200);
  const file = await ada.verdict(id);
  expect(file).toMatchObject({
    status: 'held',
    checks: { size: 'passed', type: 'failed', malware: 'skipped' },
    reasons: expect.arrayContaining([
      {
        code: 'type-mismatch',
        message: 'declared image/png, found text/x-shellscript',
        advice: expect.stringContaining('give the file its real ending'),
        offset: 0,
      },
    ]),
  });
  return file;
}

const heldFor = async (who: Person) => {
  const { items } = await who.ask<{ items: ShownFile[] }>('/files?status=held');
  return items.map(({ id }) => id);
};

const decide = (who: Person, id: string, verdict: 'release' | 'reject') =>
  who.call(`/files/${id}/${verdict}`, { method: 'POST' });

/** `validate` applies decisions shortly after the response. */
const untilDecided = (id: string) =>
  until('the decision', async () => {
    const file = await ada.ask<ShownFile>(`/files/${id}`);
    return file.status === 'held' ? undefined : file;
  });

describe('a file with findings, where those are held', () => {
  test('cannot be read, and is seen by its owner and by who may decide', async () => {
    const { id, reasons } = await held();
    expect(reasons.length).toBeGreaterThan(0);
    const refused = await ada.call(`/files/${id}/content`);
    expect([refused.status, await refused.json()]).toMatchObject([409, { code: 'file-not-verified' }]);

    const stranger = await someone('eve', ['members']);
    await until('the index', async () => (await heldFor(keeper)).includes(id) || undefined);
    expect(await heldFor(ada)).toContain(id);
    expect(await heldFor(stranger)).toEqual([]);
  });

  test('is released, and then read', async () => {
    const { id } = await held();
    const answer = await decide(keeper, id, 'release');
    expect([answer.status, await answer.json()]).toMatchObject([202, { id, status: 'held' }]);
    expect(await untilDecided(id)).toMatchObject({ status: 'verified', checks: { type: 'failed' } });
    expect(await (await ada.read(id)).text()).toBe(lie.bytes.toString());

    expect((await decide(keeper, id, 'release')).status).toBe(202);
    const other = await decide(keeper, id, 'reject');
    expect([other.status, await other.json()]).toMatchObject([409, { code: 'file-not-held' }]);
    await until('the index', async () => !(await heldFor(keeper)).includes(id) || undefined);
  });

  test('is rejected', async () => {
    const { id } = await held();
    expect((await decide(keeper, id, 'reject')).status).toBe(202);
    const rejected = await untilDecided(id);
    expect(rejected.status).toBe('rejected');
    expect(JSON.stringify(rejected)).not.toContain(keeper.subject);
    const read = await ada.call(`/files/${id}/content`);
    expect([read.status, await read.json()]).toMatchObject([409, { code: 'file-rejected' }]);
  });

  test('stays deleted when its owner deletes it before the decision is carried out', async () => {
    const { id } = await held();
    await Promise.all([decide(keeper, id, 'release'), ada.call(`/files/${id}`, { method: 'DELETE' })]);
    expect((await ada.call(`/files/${id}`)).status).toBe(404);
    expect((await decide(keeper, id, 'release')).status).toBe(404);
  });

  test('is paged through newest first, one owner after the other or not', async () => {
    const made = [(await held()).id, (await held()).id, (await held()).id];
    const seen = await until('the index', async () => {
      const ids: string[] = [];
      for (let cursor: string | null = ''; cursor !== null;) {
        const more = cursor && `&cursor=${cursor}`;
        const page: { items: ShownFile[]; nextCursor: string | null } = await keeper.ask(
          `/files?status=held&limit=2${more}`,
        );
        ids.push(...page.items.map(({ id }) => id));
        cursor = page.nextCursor;
      }
      return made.every((id) => ids.includes(id)) ? ids : undefined;
    });
    expect(seen).toEqual([...new Set(seen)].sort().reverse());
  });
});

describe('roles', () => {
  test.each([
    ['GET', '/files', [200, 200, 403]],
    ['POST', '/files/none/release', [403, 404, 403]],
    ['DELETE', '/files/none', [404, 403, 403]],
  ] as const)('%s %s is for those who have the permission', async (method, path, expected) => {
    const nobody = await someone('nobody', ['x keepers', 'strangers']);
    const statuses = [];
    for (const who of [ada, keeper, nobody]) statuses.push((await who.call(path, { method })).status);
    expect(statuses).toEqual(expected);
  });
});
