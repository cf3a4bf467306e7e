import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { decodeJwt } from 'jose';
import { Issuer, visit } from './issuer.js';
import { command, run, type Ran } from './run-command.js';

// Each run of the command is a process.
jest.setTimeout(60_000);

let folder: string;
let issuer: Issuer;

beforeEach(async () => {
  // The issuer warns that its keys and its storage are lost when this process exits.
  for (const level of ['info', 'warn'] as const) jest.spyOn(console, level).mockReturnValue();
  folder = await mkdtemp(join(tmpdir(), 'waybill-login-'));
});
afterEach(async () => {
  await issuer.stop();
  await rm(folder, { recursive: true });
});

/** Any server: these tests only need error responses of the API. */
const api = () => issuer.url;
const environment = () => ({ XDG_CONFIG_HOME: folder, WAYBILL_API_URL: '', WAYBILL_TOKEN: '' });
const sessionFile = () => join(folder, 'waybill/session.json');

interface Stored {
  readonly token: string;
  readonly expiresAt: number;
  readonly refreshToken: string;
}
const stored = async () => JSON.parse(await readFile(sessionFile(), 'utf8')) as Stored;

/** Signs in, and follows the terminal's instructions in a browser. */
async function login(...args: string[]): Promise<Ran & { readonly page: string }> {
  let page: Promise<string> | undefined;
  const ran = await run(
    [...command, 'login', '--api', api(), '--issuer', issuer.url, '--client-id', 'waybill-cli', ...args],
    environment(),
    (child) => {
      let said = '';
      child.stderr?.on('data', (text: string) => {
        said += text;
        const url = /open (\S+)\s/.exec(said)?.[1];
        if (url) page ??= visit(url);
      });
    },
  );
  return { ...ran, page: (await page) ?? '' };
}

describe('waybill login at an OpenID Connect issuer', () => {
  test('in a browser of this machine stores a token that only its owner can read', async () => {
    issuer = await Issuer.start({ isDeviceOffered: false });
    const ran = await login();
    expect(ran).toMatchObject({ exitCode: 0, page: expect.stringContaining('You can close this page') });
    const { token, refreshToken } = await stored();
    expect(decodeJwt(token)).toMatchObject({ sub: 'alice', aud: 'waybill', iss: issuer.url });
    expect((await stat(sessionFile())).mode & 0o777).toBe(0o600);
    expect(ran.stdout + ran.stderr).not.toContain(token);
    expect(ran.stdout + ran.stderr).not.toContain(refreshToken);
  });

  test('by a code, where the issuer offers that', async () => {
    issuer = await Issuer.start({ isDeviceOffered: true });
    const ran = await login();
    expect(ran.stderr).toMatch(/enter the code [\w-]{9}/);
    expect(ran.exitCode).toBe(0);
    expect(decodeJwt((await stored()).token)).toMatchObject({ sub: 'alice' });
  });

  test('refreshes an expired token, once for all processes, and stores the new one', async () => {
    issuer = await Issuer.start({ isDeviceOffered: false });
    await login();
    const before = await stored();
    await writeFile(sessionFile(), JSON.stringify({ ...before, expiresAt: Date.now() - 1 }));
    const ran = await run([...command, 'ls'], environment());
    expect(ran.exitCode).toBe(2);
    const after = await stored();
    expect(after.token).not.toBe(before.token);
    expect(after.expiresAt).toBeGreaterThan(Date.now());
  });

  test('reports that a session has ended if the issuer does not refresh it', async () => {
    issuer = await Issuer.start({ isDeviceOffered: false });
    await login();
    await writeFile(
      sessionFile(),
      JSON.stringify({ ...(await stored()), refreshToken: 'gone', expiresAt: 0 }),
    );
    const ran = await run([...command, 'ls'], environment());
    expect(ran).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('sign in again with `waybill login`'),
    });
  });

  test('is undone by logout', async () => {
    issuer = await Issuer.start({ isDeviceOffered: false });
    await login();
    expect(await run([...command, 'logout'], environment())).toMatchObject({ exitCode: 0 });
    await expect(stored()).rejects.toThrow('ENOENT');
    expect((await run([...command, 'logout'], environment())).stderr).toContain('you were not signed in');
  });
});
