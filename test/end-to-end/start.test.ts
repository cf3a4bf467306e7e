import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { close, listen } from '../../local/engine/front.js';
import { startIssuer } from '../../local/page/issuer.js';
import type { State } from '../../local/state.js';

const root = path.join(import.meta.dirname, '../..');
jest.setTimeout(120_000);

describe('npm start', () => {
  let directory: string;
  let stateFile: string;

  beforeAll(async () => {
    directory = await mkdtemp(path.join(tmpdir(), 'waybill-start-'));
    stateFile = path.join(directory, 'state.json');
  });
  afterAll(() => rm(directory, { recursive: true, force: true }));

  const started: ChildProcess[] = [];
  function start(...more: string[]): ChildProcess {
    const args = ['start', '--silent', '--', '--directory', directory, ...more];
    const child = spawn('npm', args, { cwd: root, stdio: 'pipe' });
    started.push(child);
    return child;
  }
  // Where a test failed, its system runs still: it would outlive the tests, and Jest wait for the end of its output.
  afterEach(async () => {
    for (const child of started.splice(0).filter(({ exitCode }) => exitCode === null)) {
      child.kill('SIGINT');
      await once(child, 'close');
    }
  });

  test('starts everything, refuses a second start, issues tokens, and leaves nothing behind', async () => {
    const first = start();
    const said = first.stdout
      ? untilSaid(first, 'Ctrl-C stops everything')
      : Promise.reject(new Error('no output'));
    await said;
    const state = JSON.parse(await readFile(stateFile, 'utf8')) as State;
    expect(Object.values(state).filter((value: string) => value.startsWith('http'))).toHaveLength(5);
    for (const url of [state.apiUrl, state.pageUrl, state.issuerUrl, state.awsEndpoint, state.s3Endpoint]) {
      expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    }
    expect((await fetch(`${state.apiUrl}/health`)).status).toBe(200);
    expect((await fetch(state.pageUrl)).status).toBe(200);

    const second = start();
    const [complaint, [code]] = await Promise.all([
      text(second.stderr ?? process.stdin),
      once(second, 'close'),
    ]);
    expect(code).toBe(1);
    expect(complaint).toContain(`Waybill already runs here: ${state.pageUrl}.`);
    expect(existsSync(stateFile)).toBe(true);

    const token = await printed('npm', [
      'run',
      '--silent',
      'token',
      '--',
      'bob',
      '--group',
      'a b',
      '--directory',
      directory,
    ]);
    const payload = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as object;
    expect(payload).toMatchObject({ sub: 'bob', 'cognito:groups': ['a b'] });
    const files = await fetch(`${state.apiUrl}/files`, {
      headers: { authorization: `Bearer ${token.trim()}` },
    });
    expect(files.status).toBe(200);

    first.kill('SIGINT');
    expect(await once(first, 'exit')).toEqual([0, null]);
    expect(existsSync(stateFile)).toBe(false);
    for (const url of [state.apiUrl, state.pageUrl, state.awsEndpoint])
      await expect(fetch(url)).rejects.toThrow();
    await expect(
      printed('npm', ['run', '--silent', 'token', '--', 'bob', '--directory', directory]),
    ).rejects.toThrow('Start it with: npm start');
  });

  test('runs a team’s own settings: its issuer, its roles, its limits', async () => {
    const issuer = await startIssuer();
    try {
      const own = { issuer: issuer.url, audience: issuer.audience, site: 'true', siteClientId: 'team-page' };
      const rules = { rolesClaim: 'team', roles: '{"readers":["files:read"]}', maxSize: '1KiB' };
      const running = start(
        ...Object.entries({ ...own, ...rules }).flatMap((pair) => ['-c', pair.join('=')]),
      );
      await untilSaid(running, 'Ctrl-C stops everything');
      const state = JSON.parse(await readFile(stateFile, 'utf8')) as State;
      expect(state.issuerUrl).toBe(issuer.url);

      const list = async (claims: object) => {
        const token = await issuer.issueToken('ada', { claims: { ...claims } });
        return (await fetch(`${state.apiUrl}/files`, { headers: { authorization: `Bearer ${token}` } }))
          .status;
      };
      expect([await list({ team: ['readers'] }), await list({ team: ['others'] })]).toEqual([200, 403]);
      const health = (await (await fetch(`${state.apiUrl}/health`)).json()) as { limits: object };
      expect(health.limits).toMatchObject({ maxSizeBytes: 1024 });

      const configuration = await fetch(`${state.pageUrl}/config.json`);
      expect(await configuration.json()).toMatchObject({
        signIn: { kind: 'oidc', issuer: issuer.url, clientId: 'team-page' },
      });
      await expect(
        printed('npm', ['run', '--silent', 'token', '--', 'bob', '--directory', directory]),
      ).rejects.toThrow(`Tokens are of ${issuer.url} here`);
      running.kill('SIGINT');
      expect(await once(running, 'exit')).toEqual([0, null]);
    } finally {
      await issuer.stop();
    }
  });

  test('reports the port that is in use', async () => {
    const other = http.createServer();
    await listen(other, 0);
    const port = String((other.address() as AddressInfo).port);
    const refused = start('--port', port);
    const [complaint, [code]] = await Promise.all([
      text(refused.stderr ?? process.stdin),
      once(refused, 'close'),
    ]);
    await close(other);
    expect(code).toBe(1);
    expect(complaint).toContain(
      `Port ${port} of 127.0.0.1, asked for the page, is taken by another program.`,
    );
    expect(complaint).not.toContain('    at ');
  });
});

/** Resolves when a process has printed some text; rejects with its output if it exits before. */
function untilSaid(child: ChildProcess, words: string): Promise<void> {
  return new Promise((resolve, reject) => {
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (piece: string) => {
        output += piece;
        if (output.includes(words)) resolve();
      });
    }
    child.once('exit', () => {
      reject(new Error(`it ended: ${output}`));
    });
  });
}

async function printed(command: string, args: readonly string[]): Promise<string> {
  const child = spawn(command, args, { cwd: root });
  const [output, complaint, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  if (code !== 0) throw new Error(complaint);
  return output;
}
