import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { ContractServer } from '../contract-server.js';
import { command, lines, onTerminal, run } from './run-command.js';
import { Workplace } from './workplace.js';

// Each run of the command is a process.
jest.setTimeout(60_000);

let place: Workplace;
let server: ContractServer;
let folder: string;

beforeEach(async () => {
  place = await Workplace.open();
  ({ server, folder } = place);
});
afterEach(() => place.close());

const environment = () => place.environment;
const inShell = (script: string, ...args: string[]) =>
  run(['sh', '-c', `${script} | "$@"`, 'sh', ...command, ...args], environment());
const declared = () =>
  server.requests
    .filter(({ method, path }) => method === 'POST' && path === '/uploads')
    .map(({ body }) => JSON.parse(body.toString()) as Record<string, unknown>);

describe('waybill up -', () => {
  test.each([3, 12_000_003])('stores what a pipe has, under a name: %i bytes', async (length) => {
    const bytes = randomBytes(length);
    await writeFile(join(folder, 'in'), bytes);
    const ran = await inShell(`cat ${folder}/in`, 'up', '-', '--name', 'notes.txt', '--max-size', '20MB');
    expect(ran).toMatchObject({ exitCode: 0, stderr: '' });
    const [line] = lines(ran);
    expect(line).toMatchObject({ path: '-', status: 'verified' });
    expect(server.bytesOf(String(line?.['id']))?.equals(bytes)).toBe(true);
    expect(declared()).toMatchObject([{ filename: 'notes.txt', contentType: 'text/plain' }]);
  });

  test('may stand beside files', async () => {
    await writeFile(join(folder, 'a.txt'), 'a file');
    const ran = await inShell('echo piped', 'up', '-', join(folder, 'a.txt'), '--name', 'b.txt');
    expect(lines(ran).map(({ path, status }) => [path, status])).toEqual([
      ['-', 'verified'],
      [join(folder, 'a.txt'), 'verified'],
    ]);
    expect(declared().map(({ filename }) => filename)).toEqual(['b.txt', 'a.txt']);
  });

  test('shows on a terminal how much was sent', async () => {
    await writeFile(join(folder, 'in'), randomBytes(12_000_003));
    const script = `cat ${folder}/in | "$@"`;
    const ran = await run(
      onTerminal(['sh', '-c', script, 'sh', ...command, 'up', '-', '--name', 'n.txt', '--max-size', '20MB']),
      environment(),
    );
    expect(ran.stdout).toMatch(/MB sent of -/);
    expect(ran.stdout).toMatch(/✓ - {2}[0-9a-f-]{36} {2}verified/);
  });

  test('stores nothing beyond --max-size', async () => {
    const ran = await inShell(
      'head -c 12000000 /dev/zero',
      'up',
      '-',
      '--name',
      'n.txt',
      '--max-size',
      '10MB',
    );
    expect(ran.exitCode).toBe(1);
    expect(lines(ran)).toMatchObject([{ path: '-', code: 'file-too-large' }]);
    expect(server.asked).toContain('DELETE /uploads/{id}');
  });

  test('that is interrupted stores nothing, and says that a pipe is run again', async () => {
    const child = spawn(
      command[0] ?? '',
      [...command.slice(1), 'up', '-', '--name', 'n.txt', '--max-size', '20MB'],
      {
        env: { ...process.env, ...environment() },
        stdio: ['pipe', 'ignore', 'pipe'],
      },
    );
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    const held = server.holdNext(/^PUT .*\/1$/);
    child.stdin.on('error', () => undefined).write(randomBytes(6_000_000));
    await held.reached;
    child.kill('SIGINT');
    const exitCode = await new Promise((resolve) => child.on('close', resolve));
    held.release();
    expect({ exitCode, stderr }).toEqual({
      exitCode: 130,
      stderr: 'waybill: stopped; standard input cannot be resumed: run the whole pipe again\n',
    });
    expect(server.asked).toContain('DELETE /uploads/{id}');
  });

  test.each([
    ['without a name', ['up', '-'], /standard input has no name: give one with --name/],
    [
      'with a size that is none',
      ['up', '-', '--name', 'x', '--max-size', 'big'],
      /Expected a size such as 500MB/,
    ],
  ])('is refused %s', async (_, args, message) => {
    await expect(inShell('echo x', ...args)).resolves.toMatchObject({
      ...{ exitCode: 2, stdout: '', stderr: expect.stringMatching(message) },
    });
    expect(declared()).toEqual([]);
  });

  test('is refused at the keyboard', async () => {
    const ran = await run(onTerminal([...command, 'up', '-', '--name', 'x']), environment());
    expect(ran).toMatchObject({
      exitCode: 2,
      stdout: expect.stringContaining('standard input is the keyboard'),
    });
  });
});

test('--name renames a single file, and is refused for several', async () => {
  for (const name of ['a.txt', 'b.txt']) await writeFile(join(folder, name), name);
  const up = (...args: string[]) => run([...command, 'up', ...args, '--name', 'c.txt'], environment());
  await expect(up(join(folder, 'a.txt'))).resolves.toMatchObject({ exitCode: 0 });
  expect(declared()).toMatchObject([{ filename: 'c.txt' }]);
  await expect(up(join(folder, 'a.txt'), join(folder, 'b.txt'))).resolves.toMatchObject({
    ...{ exitCode: 2, stderr: expect.stringContaining('--name is for one file, and these are 2') },
  });
});
