import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import http from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { contentSecurityPolicy, fixedHeaders } from '../../../lib/site/page-headers.js';
import { startPageServer, type PageServer } from '../../../local/page/page-server.js';

const issuer = {
  url: 'http://127.0.0.1:4003',
  issueToken: (subject: string, wishes?: object) => Promise.resolve(JSON.stringify({ subject, ...wishes })),
};
const configuration = { apiUrl: 'http://127.0.0.1:4001', storageUrl: 'http://127.0.0.1:4002' };

describe("the page's server", () => {
  let folder: string;
  let page: PageServer;

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'waybill-page-'));
    await mkdir(path.join(folder, 'web'));
    await writeFile(path.join(folder, 'web', 'index.html'), '<h1>Waybill</h1>');
    await writeFile(path.join(folder, 'web', 'app.js'), 'start()');
    await writeFile(path.join(folder, 'secret.txt'), 'outside');
    page = await startPageServer({ directory: path.join(folder, 'web'), issuer });
  });
  afterEach(async () => {
    await page.stop();
    await rm(folder, { recursive: true });
  });

  const askForToken = (
    body: unknown,
    headers: Record<string, string> = { 'content-type': 'application/json' },
  ) => fetch(`${page.url}/token`, { method: 'POST', headers, body: JSON.stringify(body) });

  test('is closed until the system is ready', async () => {
    expect((await fetch(page.url)).status).toBe(503);
    page.open(configuration);
    expect((await fetch(page.url)).status).toBe(200);
  });

  test('serves the page and its parts with their types', async () => {
    page.open(configuration);
    const index = await fetch(page.url);
    expect(index.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(await index.text()).toBe('<h1>Waybill</h1>');
    expect((await fetch(`${page.url}/app.js`)).headers.get('content-type')).toBe(
      'text/javascript; charset=utf-8',
    );
    expect((await fetch(`${page.url}/nothing.js`)).status).toBe(404);
  });

  test('allows the page to call only itself, the API and the storage', async () => {
    page.open(configuration);
    const policy = (await fetch(page.url)).headers.get('content-security-policy');
    const { apiUrl: api, storageUrl: storage } = configuration;
    expect(policy).toBe(contentSecurityPolicy({ api, storage, signIn: [issuer.url] }));
    expect(policy).toContain(`connect-src 'self' ${api} ${storage} ${issuer.url};`);
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('unsafe');
  });

  test('sends the same headers as CloudFront with everything', async () => {
    page.open(configuration);
    for (const path of ['/', '/app.js', '/config.json', '/nothing']) {
      const { headers } = await fetch(`${page.url}${path}`);
      expect(Object.fromEntries(headers)).toMatchObject(fixedHeaders);
    }
  });

  test('caches names with a digest forever, and revalidates the rest', async () => {
    await mkdir(path.join(folder, 'web', 'assets'));
    await writeFile(path.join(folder, 'web', 'assets', 'app-1234.js'), 'start()');
    page.open(configuration);
    const kept = async (name: string) => (await fetch(`${page.url}${name}`)).headers.get('cache-control');
    expect(await kept('/assets/app-1234.js')).toBe('public, max-age=31536000, immutable');
    expect(await kept('/')).toBe('no-cache');
  });

  test('serves nothing outside its folder', async () => {
    page.open(configuration);
    const status = await new Promise((resolve) => {
      http.get({ port: new URL(page.url).port, host: '127.0.0.1', path: '/../secret.txt' }, (answer) => {
        resolve(answer.resume().statusCode);
      });
    });
    expect(status).toBe(404);
    expect((await fetch(`${page.url}/%2e%2e%2fsecret.txt`)).status).toBe(404);
  });

  test('refuses another host name that points here', async () => {
    page.open(configuration);
    const status = await new Promise((resolve) => {
      const headers = { host: 'rebound.example' };
      http.get(
        { port: new URL(page.url).port, host: '127.0.0.1', path: '/config.json', headers },
        (answer) => {
          resolve(answer.resume().statusCode);
        },
      );
    });
    expect(status).toBe(421);
  });

  test('configures the page with the API’s address and the sign-in', async () => {
    page.open(configuration);
    expect(await (await fetch(`${page.url}/config.json`)).json()).toEqual({
      apiUrl: configuration.apiUrl,
      signIn: { kind: 'demo', tokenUrl: '/token', subjects: ['alice', 'bob', 'admin'] },
    });
  });

  test('has it read by cookies where there is an edge', async () => {
    page.open({ ...configuration, cdnUrl: 'http://127.0.0.1:4003' });
    expect(await (await fetch(`${page.url}/config.json`)).json()).toMatchObject({ cdnCookies: true });
  });

  test('gives a token for a subject with its groups', async () => {
    page.open(configuration);
    const answer = await askForToken({ subject: 'Ünï', groups: ['x admins'] });
    const { token, expiresAt } = (await answer.json()) as { token: string; expiresAt: string };
    expect(JSON.parse(token)).toEqual({ subject: 'Ünï', groups: ['x admins'], expiresInSeconds: 3600 });
    expect(Math.abs(Date.parse(expiresAt) - Date.now() - 3600_000)).toBeLessThan(5_000);
  });

  test.each([
    ['an empty subject', { subject: '' }],
    ['a number', { subject: 7 }],
    ['no subject', {}],
    ['a very long subject', { subject: 'a'.repeat(256) }],
    ['groups that are no list', { subject: 'alice', groups: 'editors' }],
    ['no object', 'alice'],
  ])('answers 400 to %s', async (_name, body) => {
    page.open(configuration);
    expect((await askForToken(body)).status).toBe(400);
  });

  test('gives no token to a form or a script of another origin', async () => {
    page.open(configuration);
    const simple = await askForToken({ subject: 'alice' }, { 'content-type': 'text/plain' });
    expect(simple.status).toBe(415);
    const preflight = await fetch(`${page.url}/token`, {
      method: 'OPTIONS',
      headers: { origin: 'http://elsewhere.example', 'access-control-request-method': 'POST' },
    });
    expect(preflight.headers.get('access-control-allow-origin')).toBeNull();
    expect((await fetch(`${page.url}/token`)).status).toBe(405);
  });

  test('reports a port that is in use and what to do', async () => {
    const port = Number(new URL(page.url).port);
    await expect(startPageServer({ directory: folder, issuer, port })).rejects.toThrow(
      new RegExp(`Port ${String(port)} of 127\\.0\\.0\\.1.*is taken.*--port`),
    );
  });
});
