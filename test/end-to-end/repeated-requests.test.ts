import { randomUUID } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { drawing } from './fixture.js';
import { person, put, type Created } from './person.js';

const body = { filename: 'a.png', contentType: 'image/png', sizeBytes: drawing().bytes.length };

describe('an Idempotency-Key', () => {
  test('makes ten concurrent requests one upload, and presigns it again for the eleventh', async () => {
    const alice = await person();
    const headers = { 'idempotency-key': randomUUID() };
    const create = () => alice.ask<Created>('/uploads', { method: 'POST', body, headers });
    const created = await Promise.all(Array.from({ length: 10 }, create));
    const { id, upload } = await create();
    expect(new Set(created.map((one) => one.id))).toEqual(new Set([id]));
    expect((await put(upload, drawing().bytes)).status).toBe(200);
    expect((await alice.verdict(id)).status).toBe('verified');
    expect(await create()).toMatchObject({ id, upload: null, file: { status: 'verified' } });
    expect((await alice.ask<{ items: object[] }>('/files')).items).toHaveLength(1);
  });

  test('of one request is refused for another, and is no secret between owners', async () => {
    const [alice, bob] = [await person(), await person()];
    const headers = { 'idempotency-key': 'order-1' };
    const first = await alice.ask<Created>('/uploads', { method: 'POST', body, headers });
    const other = await alice.call('/uploads', { method: 'POST', body: { ...body, sizeBytes: 1 }, headers });
    expect([other.status, ((await other.json()) as { code: string }).code]).toEqual([
      422,
      'idempotency-key-reused',
    ]);
    const theirs = await bob.ask<Created>('/uploads', { method: 'POST', body, headers });
    expect(theirs.id).not.toBe(first.id);
  });
});

describe('renewing', () => {
  test('gives a URL that works for the same place; the old one still does, but only one of them', async () => {
    const alice = await person();
    const { id, upload } = await alice.create(drawing());
    const renewed = await alice.ask<Created>(`/uploads/${id}/renew`, { method: 'POST' });
    expect(renewed.id).toBe(id);
    expect((await put(renewed.upload, drawing().bytes)).status).toBe(200);
    expect((await put(upload, drawing().bytes)).status).toBe(412);
    expect((await alice.verdict(id)).status).toBe('verified');
    expect((await alice.call(`/uploads/${id}/renew`, { method: 'POST' })).status).toBe(410);
  });
});
