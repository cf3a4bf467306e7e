import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Deployment } from '../../local/deployment/deployment.js';
import { deployWith, issueToken, system } from '../stack/system.js';
import { drawing } from './fixture.js';
import { put, withToken, type Created, type Person } from './person.js';
import { expire, nothing, usageOf } from './table.js';

const picture = drawing();
const { filename, contentType, bytes } = picture;
const page = new URL(system.pageUrl).origin;
const limit = 10;

let stack: Omit<Deployment, 'stop'>;
let ada: Person;
let answers: Response[];
let made: Created[];

const create = () =>
  ada.call('/uploads', {
    method: 'POST',
    body: { filename, contentType, sizeBytes: bytes.length },
    headers: { origin: page },
  });

const exposedBy = (headers: Headers): string[] =>
  headers.get('access-control-expose-headers')?.toLowerCase().split(/, ?/) ?? [];

/**
 * Twenty with a limit of ten, five at once: the engine starts a function for each concurrent request. quota.test.ts has
 * a hundred at once on the deployed table.
 */
beforeAll(async () => {
  stack = await deployWith('WaybillQuota', { maxPendingUploads: String(limit) });
  const subject = randomUUID();
  ada = withToken(subject, await issueToken(subject), stack.apiUrl);
  answers = [];
  for (let round = 0; round < 4; round++)
    answers.push(...(await Promise.all(Array.from({ length: 5 }, () => create()))));
  const taken = answers.filter(({ status }) => status === 201);
  made = await Promise.all(taken.map(async (answer) => (await answer.json()) as Created));
}, 300_000);

describe('twenty requests of an owner with a limit of ten pending uploads', () => {
  test('create ten uploads and ten errors that say what to do', async () => {
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201, 429]));
    expect(new Set(made.map(({ id }) => id)).size).toBe(limit);
    const refusals = answers.filter(({ status }) => status === 429);
    expect(refusals).toHaveLength(10);
    for (const refusal of refusals) {
      expect(Number(refusal.headers.get('retry-after'))).toBeGreaterThan(0);
      expect(await refusal.json()).toMatchObject({
        code: 'too-many-uploads',
        detail: expect.stringContaining('10 uploads at once; finish or abort one'),
      });
    }
    expect(await usageOf(ada.subject, stack.table)).toEqual({
      files: limit,
      bytes: limit * bytes.length,
      pendingFiles: limit,
    });
  });

  test('allow a page to read where its upload is, and when to retry', () => {
    for (const { status, headers } of answers) {
      expect(headers.get('access-control-allow-origin')).toBe(page);
      expect(headers.has(status === 201 ? 'location' : 'retry-after')).toBe(true);
      expect(exposedBy(headers)).toEqual(expect.arrayContaining(['location', 'retry-after']));
    }
  });

  test('use no quota after each has ended, in any way', async () => {
    const script = Buffer.from('#!/bin/sh\necho no picture\n'.padEnd(bytes.length, '\n'));
    const end = async ({ id, upload }: Created, index: number): Promise<string> => {
      switch (index % 4) {
        case 0:
          return String((await ada.call(`/uploads/${id}`, { method: 'DELETE' })).status);
        case 1:
          return (await expire(id, stack.table)).status;
        default: {
          const stored = await put(upload, index % 4 === 2 ? bytes : script, { origin: page });
          expect([stored.status, stored.headers.has('etag')]).toEqual([200, true]);
          expect(exposedBy(stored.headers)).toContain('etag');
          const { status } = await ada.verdict(id);
          if (status === 'verified') await ada.call(`/files/${id}`, { method: 'DELETE' });
          return status;
        }
      }
    };
    const ends = await Promise.all(made.map(end));
    expect(new Set(ends)).toEqual(new Set(['204', 'expired', 'verified', 'rejected']));
    expect(await usageOf(ada.subject, stack.table)).toEqual(nothing);
    expect((await create()).status).toBe(201);
  });
});
