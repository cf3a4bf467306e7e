import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { run } from '../../local/process/command.js';
import { system } from '../stack/system.js';
import { drawing, fixture, nameMark, photo } from './fixture.js';
import { person, type Person } from './person.js';

const json = { accept: 'application/json' };

async function contentUrl(reader: Person, id: string, query = ''): Promise<string> {
  const path = `/files/${id}/content${query}`;
  return (await reader.ask<{ url: string }>(path, { headers: json })).url;
}

/** What axios and Angular send with every request. */
const anything = { accept: 'application/json, text/plain, */*' };

describe('the URL of a verified file', () => {
  test('is JSON, whatever is accepted', async () => {
    const ada = await person();
    const file = photo();
    const { id } = await ada.store(file);
    for (const headers of [{}, json, anything, { accept: 'text/html' }]) {
      const answer = await ada.call(`/files/${id}/url?disposition=inline`, { headers });
      expect([headers, answer.status, answer.headers.get('cache-control')]).toEqual([
        headers,
        200,
        'no-store',
      ]);
      const { url, expiresAt } = (await answer.json()) as { url: string; expiresAt: string };
      expect(Date.parse(expiresAt)).toBeGreaterThan(Date.now());
      const read = await fetch(url);
      expect(read.headers.get('content-disposition')).toMatch(/^inline/);
      expect(Buffer.from(await read.arrayBuffer()).equals(file.bytes)).toBe(true);
    }
  });
});

describe('the content of a verified file', () => {
  test('is what a library gets that lists JSON before anything else', async () => {
    const ada = await person();
    const { id } = await ada.store(photo());
    expect((await ada.call(`/files/${id}/content`, { headers: anything })).status).toBe(302);
  });

  test('is a redirect or a URL in JSON, with its expiry', async () => {
    const ada = await person();
    const file = photo();
    const { id } = await ada.store(file);

    const redirect = await ada.call(`/files/${id}/content`);
    expect(redirect.status).toBe(302);
    expect(redirect.headers.get('cache-control')).toBe('no-store');
    expect(redirect.headers.get('vary')?.toLowerCase()).toContain('accept');
    const behind = await fetch(redirect.headers.get('location') ?? '');
    expect(Buffer.from(await behind.arrayBuffer()).equals(file.bytes)).toBe(true);

    const before = Date.now();
    const answer = await ada.call(`/files/${id}/content`, { headers: json });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('vary')?.toLowerCase()).toContain('accept');
    expect(answer.headers.get('deprecation')).toMatch(/^@\d+$/);
    const { url, expiresAt } = (await answer.json()) as { url: string; expiresAt: string };
    expect(Date.parse(expiresAt)).toBeGreaterThan(before + 15 * 60_000 - 1000);
    expect(Date.parse(expiresAt)).toBeLessThanOrEqual(Date.now() + 15 * 60_000);
    expect(Buffer.from(await (await fetch(url)).arrayBuffer()).equals(file.bytes)).toBe(true);
  });

  test('supports ranges', async () => {
    const ada = await person();
    const file = photo();
    const { id } = await ada.store(file);
    const answer = await fetch(await contentUrl(ada, id), { headers: { range: 'bytes=1000-1999' } });
    expect(answer.status).toBe(206);
    expect(answer.headers.get('content-range')).toBe(`bytes 1000-1999/${String(file.bytes.length)}`);
    expect(Buffer.from(await answer.arrayBuffer()).equals(file.bytes.subarray(1000, 2000))).toBe(true);
  });

  // Read by Python's standard library, which shares no code with the writer.
  test.each([
    [`${nameMark} Übergröße «été» 写真.png`, `${nameMark} Übergröße «été» 写真.png`],
    [`${nameMark} "quoted"; filename=x.png`, `${nameMark} "quoted"; filename=x.png`],
    [`../${nameMark}/x.png`, `.._${nameMark}_x.png`],
    [`${nameMark} résumé "final".pdf`, `${nameMark} résumé "final".pdf`],
    [`..\\..\\${nameMark}`, `.._.._${nameMark}`],
    [
      `${nameMark} \u{1F469}\u200D\u{1F4BB}\u{1F4F7}.png`,
      `${nameMark} \u{1F469}\u200D\u{1F4BB}\u{1F4F7}.png`,
    ],
    [`${nameMark}${'é'.repeat(121)}.png`, `${nameMark}${'é'.repeat(121)}.png`],
    [`${nameMark}${'\u{1F4F7}'.repeat(60)}.jpeg`, `${nameMark}${'\u{1F4F7}'.repeat(60)}.jpeg`],
    [`${nameMark} invoice\u202Etxt.png`, `${nameMark} invoicetxt.png`],
    [`${nameMark} \u2066\u061Cשלום\u2069.png`, `${nameMark} שלום.png`],
    [`${nameMark}\r\nSet-Cookie: a=b\r\n\r\n<b>.png`, `${nameMark}__Set-Cookie: a=b____<b>.png`],
    [`${nameMark}\u0000\u0085\u2028.png`, `${nameMark}___.png`],
    [`${nameMark} 100%41 %22.png`, `${nameMark} 100%41 %22.png`],
    [`${nameMark} it's; (1) * ~!@#$&,.png`, `${nameMark} it's; (1) * ~!@#$&,.png`],
  ])('is named %j', async (filename, expected) => {
    const ada = await person();
    const { id } = await ada.store({ ...drawing(), filename });
    const answer = await fetch(await contentUrl(ada, id));
    const header = answer.headers.get('content-disposition') ?? '';
    const parser = path.join(import.meta.dirname, 'content_disposition.py');
    const read = JSON.parse(await run(system.python, [parser, header])) as object;
    expect(read).toEqual({ type: 'attachment', filename: expected });
  });

  test('is shown inline on request if it is harmless, and never with a type that was only declared', async () => {
    const ada = await person();
    const picture = await ada.store(drawing());
    // Markdown is text without a detectable type: the declared one is more precise.
    const text = await ada.store(fixture('text/plain.txt', 'text/markdown'));
    const seen = async (id: string, query: string) => {
      const { headers } = await fetch(await contentUrl(ada, id, query));
      return [headers.get('content-disposition')?.split(';')[0], headers.get('content-type')];
    };
    expect(await seen(picture.id, '?disposition=inline')).toEqual(['inline', 'image/png']);
    expect(await seen(picture.id, '?disposition=attachment')).toEqual(['attachment', 'image/png']);
    expect(await seen(picture.id, '')).toEqual(['attachment', 'image/png']);
    expect(await seen(text.id, '?disposition=inline')).toEqual(['attachment', text.detectedType]);
  });
});

describe('the content of a file that is not verified', () => {
  test('is refused by the API', async () => {
    const ada = await person();
    const { id } = await ada.create(drawing());
    const answer = await ada.call(`/files/${id}/content`);
    expect(answer.status).toBe(409);
    expect(await answer.json()).toMatchObject({ code: 'file-not-verified' });
  });
});
