import path from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { run } from '../../local/process/command.js';
import { deployWith, issueToken, system } from '../stack/system.js';
import { drawing, photo } from './fixture.js';
import { person, withToken, type Person, type ShownFile } from './person.js';

const picture = photo();
let ada: Person;
let file: ShownFile;
let contentUrl: string;
beforeAll(async () => {
  ada = await person();
  file = await ada.store(picture);
  contentUrl = `${system.apiUrl}/files/${file.id}/content`;
});

/** Headers and body of curl's last response after the redirect. It sends its token only to the first host. */
async function curl(...options: string[]): Promise<{ status: string; headers: string }> {
  const written = '%{http_code}';
  const token = `authorization: Bearer ${ada.token}`;
  const output = await run('curl', [
    ...['-sSL', '-D', '-', '-o', '/dev/null', '-w', written, '-H', token],
    ...options,
    contentUrl,
  ]);
  const answers = output.split('\r\n\r\n').filter(Boolean);
  return { status: answers.at(-1) ?? '', headers: (answers.at(-2) ?? '').toLowerCase() };
}

describe('through the redirect', () => {
  // Were the switch ignored, `npm run test:cdn` would pass without a CDN.
  test('a read is of the edge with WAYBILL_TEST_CDN, and of S3 without', async () => {
    const { status, headers } = await fetch(contentUrl, {
      redirect: 'manual',
      headers: { authorization: `Bearer ${ada.token}` },
    });
    expect(status).toBe(302);
    const host = process.env['WAYBILL_TEST_CDN'] === 'true' ? system.cdnUrl : system.s3Endpoint;
    expect(new URL(headers.get('location') ?? '').origin).toBe(host);
  });

  test('curl gets the part that it wants', async () => {
    const { status, headers } = await curl('-r', '1000-1999');
    expect(status).toBe('206');
    expect(headers).toContain(`content-range: bytes 1000-1999/${String(picture.bytes.length)}`);
  });

  test('Python gets the part that it wants', async () => {
    const script = path.join(import.meta.dirname, 'ranged_read.py');
    const answer = JSON.parse(
      await run(system.python, [script, contentUrl, ada.token, 'bytes=-500']),
    ) as Record<'status' | 'contentRange' | 'body', string>;
    const { length } = picture.bytes;
    expect(answer).toEqual({
      status: 206,
      contentRange: `bytes ${String(length - 500)}-${String(length - 1)}/${String(length)}`,
      body: picture.bytes.subarray(-500).toString('base64'),
    });
  });

  test('bytes that the client has are not sent again', async () => {
    const etag = /etag: ("[^"]+")/.exec((await curl()).headers)?.[1] ?? '';
    expect((await curl('-H', `if-none-match: ${etag}`)).status).toBe('304');
    expect((await curl('-H', 'if-none-match: "another"')).status).toBe('200');
  });

  // S3 sets the name here too; the local engine ignores the `response-` parameters of HEAD.
  test('HEAD learns size, type and ETag, by a URL that is signed for it', async () => {
    const { status, headers } = await curl('-I');
    expect(status).toBe('200');
    expect(headers).toContain(`content-length: ${String(picture.bytes.length)}`);
    expect(headers).toContain('content-type: image/jpeg');
    expect(headers).toMatch(/etag: "[^"]+"/);
  });

  test('only private caches may store a copy', async () => {
    const { headers } = await curl();
    expect(headers).toMatch(/cache-control: private, immutable, max-age=\d+/);
    const ours = await ada.call(`/files/${file.id}/content`);
    expect(Object.fromEntries(ours.headers)).toMatchObject({
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
    });
  });
});

interface Url {
  readonly id: string;
  readonly url?: string;
  readonly expiresAt?: string;
  readonly code?: string;
}

test('the reads of many files are in one response, with a problem for each that cannot be read', async () => {
  const eve = await person();
  const [second, pending, hers] = await Promise.all([
    ada.store(drawing()),
    ada.create(drawing()),
    eve.store(drawing()),
  ]);
  const ids = [second.id, pending.id, hers.id, 'no id', file.id, second.id];
  const body = { ids, disposition: 'inline' };
  const { items } = await ada.ask<{ items: Url[] }>('/files/urls', { method: 'POST', body });
  expect(items.map(({ id }) => id)).toEqual(ids);
  expect(items.map(({ code }) => code)).toEqual([
    ...[undefined, 'file-not-verified', 'file-not-found', 'file-not-found', undefined, undefined],
  ]);
  for (const { url = '', expiresAt = '' } of items.filter(({ code }) => !code)) {
    const answer = await fetch(url);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-disposition')).toMatch(/^inline/);
    expect(Date.parse(expiresAt)).toBeGreaterThan(Date.now());
  }
  const whole = Array<string>(100).fill(file.id);
  const many = await ada.ask<{ items: Url[] }>('/files/urls', { method: 'POST', body: { ids: whole } });
  expect(many.items.filter(({ url }) => url)).toHaveLength(100);
});

test('a read of an hour is signed with a separate session, and its expiry is accurate', async () => {
  const { apiUrl } = await deployWith('LongReads', { readUrlLife: '60min' });
  const grace = withToken('grace', await issueToken('grace'), apiUrl);
  const { id } = await grace.store(drawing());
  const read = async () => {
    const headers = { accept: 'application/json' };
    const answer = await grace.ask<{ url: string; expiresAt: string }>(`/files/${id}/content`, { headers });
    return { ...answer, query: new URL(answer.url).searchParams };
  };
  const before = Date.now();
  const first = await read();
  const minutes = (Date.parse(first.expiresAt) - before) / 60_000;
  expect(minutes).toBeGreaterThan(55);
  expect(minutes).toBeLessThanOrEqual(60.1);
  const signedAt = first.query.get('X-Amz-Date')?.replace(/^(....)(..)(..T..)(..)/, '$1-$2-$3:$4:') ?? '';
  const signedUntil = Date.parse(signedAt) + Number(first.query.get('X-Amz-Expires')) * 1000;
  expect(Math.abs(signedUntil - Date.parse(first.expiresAt))).toBeLessThan(1000);
  expect((await fetch(first.url)).status).toBe(200);
  // Cached: STS is not called for each.
  const second = await read();
  expect(second.query.get('X-Amz-Security-Token')).toBe(first.query.get('X-Amz-Security-Token'));
  // A link's read lives minutes, and needs no such session.
  const { url } = await grace.ask<{ url: string }>(`/files/${id}/shares`, { method: 'POST' });
  const used = await fetch(url, { method: 'POST', redirect: 'manual' });
  const shared = new URL(used.headers.get('location') ?? '');
  expect(Number(shared.searchParams.get('X-Amz-Expires'))).toBe(300);
  expect(shared.searchParams.get('X-Amz-Security-Token')).not.toBe(first.query.get('X-Amz-Security-Token'));
  expect((await fetch(shared)).status).toBe(200);
});
