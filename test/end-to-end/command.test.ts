import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { command, lines, onTerminal, run } from '../client/command/run-command.js';
import { issueToken, system } from '../stack/system.js';
import { nameMark } from './fixture.js';

const fixtures = path.join(import.meta.dirname, '../fixtures/content');
let folder: string;
let environment: Record<string, string>;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'waybill-command-'));
  environment = {
    WAYBILL_API_URL: system.apiUrl,
    WAYBILL_TOKEN: await issueToken('commander'),
    XDG_STATE_HOME: path.join(folder, '.state'),
    XDG_CONFIG_HOME: path.join(folder, '.config'),
  };
});
afterAll(() => rm(folder, { recursive: true }));

const waybill = (...args: string[]) => run([...command, ...args], environment);

test('a user uses all commands: up, ls, mv, info, get, share, rm', async () => {
  const album = path.join(folder, 'album');
  await mkdir(album);
  await copyFile(path.join(fixtures, 'image/photo.jpg'), path.join(album, `${nameMark} photo.jpg`));
  await copyFile(path.join(fixtures, 'program/program.elf'), path.join(album, `${nameMark} fake.png`));

  const up = await waybill('up', album, '--metadata', 'album=Bali', '--expires', '30d');
  expect(up).toMatchObject({ exitCode: 1, stderr: '' });
  const sent = lines(up) as { id: string; status: string; path: string }[];
  expect(sent.map(({ status }) => status).sort()).toEqual(['rejected', 'verified']);
  const { id } = sent.find(({ status }) => status === 'verified') ?? { id: '' };

  const listed = await waybill('ls', '--status', 'verified', '--type', 'image/*');
  expect(lines(listed)).toMatchObject([{ id, metadata: { album: 'Bali' }, expiresAt: expect.any(String) }]);
  const table = await run(onTerminal([...command, 'ls']), environment);
  expect(table.stdout).toMatch(
    new RegExp(`${id} +verified +[\\d.]+ KB +image/jpeg +.* ${nameMark} photo\\.jpg`),
  );

  expect(await waybill('mv', `${nameMark} photo.jpg`, `${nameMark} beach.jpg`)).toMatchObject({
    exitCode: 0,
  });
  expect(lines(await waybill('info', '*beach.jpg'))).toMatchObject([
    { id, filename: `${nameMark} beach.jpg` },
  ]);

  const copies = path.join(folder, 'copies');
  await mkdir(copies);
  expect(await waybill('get', `${nameMark} beach.jpg`, '-o', copies)).toMatchObject({ exitCode: 0 });
  const [copy = ''] = await readdir(copies);
  const bytes = await readFile(path.join(fixtures, 'image/photo.jpg'));
  expect((await readFile(path.join(copies, copy))).equals(bytes)).toBe(true);

  const { stdout: link } = await waybill('share', id, '--expires', '15m', '--max-downloads', '1');
  const read = () => fetch(link.trim(), { method: 'POST' });
  expect(Buffer.from(await (await read()).arrayBuffer()).equals(bytes)).toBe(true);
  expect((await read()).status).toBe(404);

  const second = JSON.parse((await waybill('share', id, '--json')).stdout) as { id: string };
  const shares = async () => (await waybill('share', id, '--list')).stdout;
  expect(await shares()).toContain(second.id);
  expect(await waybill('share', id, '--revoke', second.id)).toMatchObject({ exitCode: 0 });
  expect(await shares()).not.toContain(second.id);

  expect(await waybill('rm', id)).toMatchObject({ exitCode: 0, stdout: '', stderr: '' });
  // Idempotent; an unknown id is reported.
  expect(await waybill('rm', id)).toMatchObject({ exitCode: 0 });
  expect(await waybill('rm', 'nothing', id)).toMatchObject({ exitCode: 1 });
  expect(await waybill('get', id)).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining('file-not-found'),
  });
});

test('a user stores what a pipe has, longer than a part', async () => {
  const script = 'yes "a line of text" | head -c 12000001 | "$@"';
  const name = `${nameMark} long.txt`;
  const up = await run(['sh', '-c', script, 'sh', ...command, 'up', '-', '--name', name], environment);
  expect(up).toMatchObject({ exitCode: 0, stderr: '' });
  const [sent] = lines(up) as { id: string; status: string }[];
  expect(lines(await waybill('info', sent?.id ?? ''))).toMatchObject([
    { status: 'verified', sizeBytes: 12_000_001, filename: name },
  ]);
});

test('a password for a link is read from standard input, and never printed', async () => {
  const note = path.join(folder, `${nameMark} note.txt`);
  await writeFile(note, 'Bring the blue one.\n');
  const [{ id } = { id: '' }] = lines(await waybill('up', note)) as { id: string }[];
  const shared = await run(
    ['sh', '-c', 'echo tangerine-42 | "$@"', 'sh', ...command, 'share', id, '--password-stdin'],
    environment,
  );
  expect(shared.stdout + shared.stderr).not.toContain('tangerine');
  const answer = (password: string) =>
    fetch(shared.stdout.trim(), { method: 'POST', body: new URLSearchParams({ password }) });
  expect((await answer('wrong')).status).toBe(403);
  expect(await (await answer('tangerine-42')).text()).toBe('Bring the blue one.\n');
});
