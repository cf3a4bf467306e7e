import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
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
  await mkdir(join(folder, 'got'));
});
afterEach(() => place.close());

const environment = () => place.environment;
const waybill = (...args: readonly string[]) => run([...command, ...args], environment());
const got = () => readdir(join(folder, 'got'));

/** Uploads files with these contents. @returns their ids, in that order */
async function stored(...files: readonly (readonly [path: string, text: string])[]): Promise<string[]> {
  const paths = files.map(([path]) => join(folder, path));
  for (const [index, path] of paths.entries()) {
    await mkdir(join(path, '..'), { recursive: true });
    await writeFile(path, files[index]?.[1] ?? '');
  }
  const sent = lines(await waybill('up', ...paths));
  return paths.map((path) => String(sent.find((line) => line['path'] === path)?.['id']));
}

describe('files by their names', () => {
  test('get downloads several: by id, by name and by pattern, each once', async () => {
    const [id = ''] = await stored(['a.txt', 'one'], ['b.txt', 'two'], ['c.png', 'png'], ['d.png', 'other']);
    const ran = await waybill('get', id, 'b.txt', 'a*', 'c.png', '-o', join(folder, 'got'));
    expect(ran).toMatchObject({ exitCode: 0, stdout: '' });
    expect((await got()).sort()).toEqual(['a.txt', 'b.txt', 'c.png']);
    expect(await readFile(join(folder, 'got', 'b.txt'), 'utf8')).toBe('two');
    expect(server.asked.filter((asked) => asked.startsWith('GET /storage'))).toHaveLength(3);
  });

  test('get finds a name that looks like a pattern', async () => {
    await stored(['[draft].txt', 'draft'], ['d.txt', 'other']);
    expect(await waybill('get', '[draft].txt', '-o', join(folder, 'got'))).toMatchObject({ exitCode: 0 });
    expect(await got()).toEqual(['[draft].txt']);
  });

  test.each(['get', 'rm', 'share', 'info'])(
    '%s refuses a name of several files, with their ids',
    async (name) => {
      const ids = await stored(['x/a.txt', 'one'], ['y/a.txt', 'two']);
      const ran = await waybill(name, 'a.txt');
      expect(ran.exitCode).toBe(name === 'rm' ? 1 : 2);
      expect(ran.stderr).toMatch(/^waybill: a\.txt: 2 files have that name/);
      for (const id of ids) expect(ran.stderr).toContain(id);
      expect(server.asked.filter((asked) => /^(DELETE|GET \/storage)/.test(asked))).toEqual([]);
    },
  );

  test.each([
    ['no.txt', /no\.txt: you have no verified file of that name/],
    ['*.gif', /\*\.gif: you have no verified file of that pattern/],
  ])('get reports that nothing is called %s', async (wanted, message) => {
    const ran = await waybill('get', wanted, '-o', join(folder, 'got'));
    expect(ran).toMatchObject({ exitCode: 2, stderr: expect.stringMatching(message) });
  });

  test('get of several needs a folder, and continues after one that is there already', async () => {
    await stored(['a.txt', 'one'], ['b.txt', 'two']);
    expect(await waybill('get', '*.txt', '-o', join(folder, 'x'))).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('--output must be an existing folder'),
    });
    await writeFile(join(folder, 'got', 'b.txt'), 'mine');
    expect(await waybill('get', '*.txt', '-o', join(folder, 'got'))).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('is there already'),
    });
    expect((await got()).sort()).toEqual(['a.txt', 'b.txt']);
    expect(await readFile(join(folder, 'got', 'b.txt'), 'utf8')).toBe('mine');
  });

  test('mv renames by id and by name', async () => {
    const [id = ''] = await stored(['a.txt', 'one']);
    expect(await waybill('mv', 'a.txt', 'b.txt')).toEqual({ exitCode: 0, stdout: '', stderr: '' });
    expect(lines(await waybill('mv', id, 'c.txt', '--json'))).toMatchObject([{ id, filename: 'c.txt' }]);
    expect(lines(await waybill('info', 'c.txt'))).toMatchObject([{ id, filename: 'c.txt' }]);
  });

  test('rm deletes by name', async () => {
    await stored(['a.txt', 'one'], ['b.txt', 'two']);
    expect(await waybill('rm', 'a.txt')).toMatchObject({ exitCode: 0, stderr: '' });
    expect(lines(await waybill('ls')).map(({ filename }) => filename)).toEqual(['b.txt']);
  });

  test('info shows a person all facts of a file', async () => {
    const [id = ''] = await stored(['a.txt', 'one']);
    const { stdout } = await run(onTerminal([...command, 'info', 'a.txt']), environment());
    expect(stdout.split(/\r?\n/)).toEqual(
      expect.arrayContaining([
        'Name      a.txt',
        `Id        ${id}`,
        'Status    verified',
        'Size      3 B (3 bytes)',
        expect.stringMatching(/^SHA-256 {3}[\w+/]{43}=$/),
      ]),
    );
  });
});

test('a tree with two files of one name is stored without its folders, and up says so', async () => {
  await stored(['trip/a/x.txt', 'one'], ['trip/b/x.txt', 'two'], ['trip/y.txt', 'three']);
  const ran = await waybill('up', join(folder, 'trip'));
  expect(ran.exitCode).toBe(0);
  expect(lines(ran)).toHaveLength(3);
  expect(ran.stderr).toMatch(
    /^waybill: folders are not kept: .*\n {2}2 files are named x\.txt: \S+a\/x\.txt, \S+b\/x\.txt\n$/,
  );
});

test('--version prints the version of the package', async () => {
  const { version } = JSON.parse(await readFile('package.json', 'utf8')) as { version: string };
  expect(await run([...command, '--version'])).toMatchObject({ exitCode: 0, stdout: `waybill ${version}\n` });
});
