import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { logLines, system } from '../stack/system.js';
import { drawing, fixture, nameMark, photo } from './fixture.js';
import { person, type Person, type ShownFile } from './person.js';
import { madeUpLink, makeShare, sharesOf, use, visit, warmed } from './shared.js';

let ada: Person;
let file: ShownFile;
const picture = photo();
beforeAll(async () => {
  ada = await person();
  file = await ada.store(picture);
});

const day = 24 * 60 * 60 * 1000;

describe('a share', () => {
  test('is a link for a day, with a URL that is returned once', async () => {
    const before = Date.now();
    const share = await makeShare(ada, file.id);
    expect(share).toMatchObject({ maxDownloads: null, downloads: 0, hasPassword: false, lastUsedAt: null });
    expect(Date.parse(share.expiresAt)).toBeGreaterThanOrEqual(before + day);
    expect(Date.parse(share.expiresAt)).toBeLessThanOrEqual(Date.now() + day);
    const { origin, pathname } = new URL(share.url);
    expect(origin).toBe(system.apiUrl);
    // 256 bits.
    expect(pathname).toMatch(/^\/s\/[A-Za-z0-9_-]{43}$/);
    const listed = await ada.call(`/files/${file.id}/shares`);
    expect(await listed.text()).not.toContain(pathname.slice(3));
  });

  test('returns the bytes to anyone with the link, with their name, and counts', async () => {
    const { id, url } = await makeShare(ada, file.id);
    const answer = await use(url);
    expect(answer.status).toBe(303);
    const read = await fetch(answer.headers.get('location') ?? '');
    expect(Buffer.from(await read.arrayBuffer()).equals(picture.bytes)).toBe(true);
    expect(read.headers.get('content-disposition')).toContain(nameMark);
    const shown = (await sharesOf(ada, file.id)).find((one) => one.id === id);
    expect(shown).toMatchObject({ downloads: 1, lastUsedAt: expect.stringMatching(/^\d{4}-.*Z$/) });
  });

  test('returns JSON to a program', async () => {
    const { url, expiresAt } = await makeShare(ada, file.id, { expiresInSeconds: 3600 });
    const shown = await visit(url, { json: true });
    expect(await shown.json()).toEqual({
      ...{ filename: file.filename, sizeBytes: file.sizeBytes, contentType: 'image/jpeg' },
      ...{ expiresAt, passwordRequired: false },
    });
    const used = await visit(url, { json: true, method: 'POST' });
    expect(used.status).toBe(200);
    const read = (await used.json()) as { url: string; expiresAt: string };
    expect((await fetch(read.url)).status).toBe(200);
    // Minutes: it needs to live as long as a redirect.
    expect(Date.parse(read.expiresAt) - Date.now()).toBeLessThanOrEqual(5 * 60_000);
  });

  test('returns a read that expires no later than itself', async () => {
    const { url, expiresAt } = await makeShare(ada, file.id, { expiresInSeconds: 60 });
    const read = (await (await visit(url, { json: true, method: 'POST' })).json()) as { expiresAt: string };
    expect(Date.parse(read.expiresAt)).toBeLessThanOrEqual(Date.parse(expiresAt) + 1000);
  });

  test('shows a picture in the browser where that is wanted, and text never', async () => {
    const shown = async (id: string) => {
      const { url } = await makeShare(ada, id);
      const answer = await use(url, { disposition: 'inline' });
      const { headers } = await fetch(answer.headers.get('location') ?? '');
      return headers.get('content-disposition')?.split(';')[0];
    };
    const text = await ada.store(fixture('text/plain.txt', 'text/plain'));
    expect(await shown(file.id)).toBe('inline');
    expect(await shown(text.id)).toBe('attachment');
  });

  test('of which no more than its limit can be used, however many try at once', async () => {
    const { id, url } = await makeShare(ada, file.id, { maxDownloads: 3 });
    await warmed(url, 50);
    const answers = await Promise.all(Array.from({ length: 50 }, () => use(url)));
    const statuses = answers.map(({ status }) => status).sort((one, other) => one - other);
    expect(statuses).toEqual([...Array<number>(3).fill(303), ...Array<number>(47).fill(404)]);
    expect((await sharesOf(ada, file.id)).find((one) => one.id === id)?.downloads).toBe(3);
    expect((await visit(url)).status).toBe(404);
  });

  test('is the business of its file’s owner alone', async () => {
    const eve = await person();
    const { id, url } = await makeShare(ada, file.id);
    for (const [method, path] of [
      ['POST', `/files/${file.id}/shares`],
      ['GET', `/files/${file.id}/shares`],
      ['DELETE', `/files/${file.id}/shares/${id}`],
    ] as const) {
      const answer = await eve.call(path, { method });
      expect(answer.status).toBe(404);
      expect(await answer.json()).toMatchObject({ code: 'file-not-found' });
    }
    expect((await visit(url)).status).toBe(200);
    const hers = await eve.store(drawing());
    const elsewhere = await eve.call(`/files/${hers.id}/shares/${id}`, { method: 'DELETE' });
    expect(await elsewhere.json()).toMatchObject({ code: 'share-not-found' });
    expect((await visit(url)).status).toBe(200);
  });
});

describe('a link that opens nothing', () => {
  test('gets the same response whether it never existed, was revoked or used up, or its file is deleted', async () => {
    const own = await ada.store(drawing());
    const revoked = await makeShare(ada, own.id);
    const usedUp = await makeShare(ada, own.id, { maxDownloads: 1 });
    const ofDeleted = await makeShare(ada, own.id);
    expect((await ada.call(`/files/${own.id}/shares/${revoked.id}`, { method: 'DELETE' })).status).toBe(204);
    // At once, and idempotent.
    expect((await use(revoked.url)).status).toBe(404);
    expect((await ada.call(`/files/${own.id}/shares/${revoked.id}`, { method: 'DELETE' })).status).toBe(204);
    expect((await use(usedUp.url)).status).toBe(303);
    const signed = (await use(ofDeleted.url)).headers.get('location') ?? '';
    expect((await fetch(signed)).status).toBe(200);
    await ada.call(`/files/${own.id}`, { method: 'DELETE' });
    // With a CDN, the local edge keeps whole files for a minute, and no parts.
    expect([403, 404]).toContain((await fetch(signed, { headers: { range: 'bytes=0-0' } })).status);

    const links = [madeUpLink(), `${system.apiUrl}/s/short`, revoked.url, usedUp.url, ofDeleted.url];
    for (const method of ['GET', 'POST'] as const) {
      const pages = await Promise.all(
        links.map(async (url) => {
          const answer = await visit(url, { method });
          return { status: answer.status, html: await answer.text(), headers: shownHeaders(answer) };
        }),
      );
      expect(pages[0]?.status).toBe(404);
      for (const page of pages) expect(page).toEqual(pages[0]);
      const problems = await Promise.all(
        links.map(async (url) => (await (await visit(url, { method, json: true })).json()) as object),
      );
      for (const problem of problems) {
        expect({ ...problem, requestId: '' }).toEqual({ ...problems[0], requestId: '' });
        expect(problem).toMatchObject({ code: 'share-not-found', status: 404 });
      }
    }
  });
});

/** All fields except those that differ between responses. */
function shownHeaders({ headers }: Response): object {
  const changing = ['date', 'apigw-requestid', 'x-amzn-requestid', 'x-amz-request-id', 'x-amz-id-2'];
  return Object.fromEntries([...headers].filter(([name]) => !changing.includes(name)));
}

describe('what a stranger sends to a link', () => {
  const send = async (url: string, body: object) => {
    const headers = { accept: 'application/json', 'content-type': 'application/json' };
    const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
    const text = await answer.text();
    return { status: answer.status, code: (JSON.parse(text) as { code: string }).code, bytes: text.length };
  };
  const manyFields = Object.fromEntries([...Array(5000).keys()].map((key) => [`k${String(key)}`, 0]));

  test('is not compared for an invalid link', async () => {
    for (const body of [manyFields, { constructor: 1 }, { password: '\ud800' }, []])
      expect(await send(madeUpLink(), body)).toMatchObject({ status: 404, code: 'share-not-found' });
  });

  test('gets no answer that grows with it', async () => {
    const { id, url } = await makeShare(ada, file.id);
    const refused = await send(url, manyFields);
    expect(refused).toMatchObject({ status: 400, code: 'invalid-request' });
    expect(refused.bytes).toBeLessThan(8192);
    for (const link of [url, madeUpLink()])
      expect(await send(link, { x: 'x'.repeat(630_000) })).toMatchObject({
        status: 413,
        code: 'request-too-large',
      });
    expect((await sharesOf(ada, file.id)).find((share) => share.id === id)?.downloads).toBe(0);
  });
});

describe('the page of a link', () => {
  test('may only send its form, and is not cached', async () => {
    const { url } = await makeShare(ada, file.id);
    const answer = await visit(url);
    const html = await answer.text();
    const [, style = ''] = /<style>([\s\S]*?)<\/style>/.exec(html) ?? [];
    const hash = createHash('sha256').update(style).digest('base64');
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(answer.headers.get('content-security-policy')?.split('; ')).toEqual([
      "default-src 'none'",
      `style-src 'sha256-${hash}'`,
      `form-action 'self' ${system.cdnUrl ?? system.s3Endpoint}`,
      "frame-ancestors 'none'",
      "base-uri 'none'",
    ]);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'x-robots-tag': 'noindex, nofollow',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    });
    expect(html).not.toMatch(/<script|javascript:|\son\w+=/i);
  });

  test('is in German for German readers', async () => {
    const { url } = await makeShare(ada, file.id);
    const german = await visit(url, { headers: { 'accept-language': 'fr, de-AT;q=0.9, en;q=0.5' } });
    expect(german.headers.get('content-language')).toBe('de');
    expect(await german.text()).toContain('Herunterladen');
    expect(await (await visit(url)).text()).toContain('Download');
  });
});

test('neither token, nor password, nor address of a link is logged', async () => {
  const password = 'sesame sesame';
  const { url } = await makeShare(ada, file.id, { password });
  const token = new URL(url).pathname.slice(3);
  for (const form of [{ password: 'sesame street' }, { password }]) await use(url, form);
  await visit(url);
  await visit(madeUpLink());
  const lines = await logLines();
  expect(lines.filter((line) => line.includes('GET /s/{token}')).length).toBeGreaterThanOrEqual(2);
  for (const secret of [token, 'sesame', '/s/A', nameMark]) {
    expect(lines.filter((line) => line.includes(secret))).toEqual([]);
  }
  // Downloads are counted, without a dimension for users.
  const counted = lines.filter((line) => line.includes('"ShareDownloads"'));
  expect(counted.length).toBeGreaterThan(0);
  for (const line of counted) expect(line).not.toContain(file.id);
});
