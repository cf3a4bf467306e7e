import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import stringWidth from 'string-width';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { ContractServer } from '../contract-server.js';
import { command, onTerminal, run } from './run-command.js';

// Each run of the command is a process.
jest.setTimeout(60_000);

let server: ContractServer;
let folder: string;
let paths: string[];

beforeAll(async () => {
  server = new ContractServer();
  await server.listen();
  folder = await mkdtemp(join(tmpdir(), 'waybill-narrow-'));
  paths = [
    '日本の写真と動画のアルバム二〇二六年.png',
    'a name of many words that is long.txt',
    'fake.png',
  ].map((name) => join(folder, name));
  for (const path of paths)
    await writeFile(path, path.endsWith('fake.png') ? '\x7fELF' : 'text '.repeat(100));
  await on(80, 'up', ...paths);
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

const on = (columns: number, ...args: string[]) =>
  run(onTerminal([...command, ...args], columns), {
    WAYBILL_API_URL: server.url,
    WAYBILL_TOKEN: 'good',
    XDG_STATE_HOME: join(folder, '.state'),
    XDG_CONFIG_HOME: join(folder, '.config'),
  });

/** Lines as they were written, each drawing of the bars too. */
const written = (stdout: string): string[] => stripVTControlCharacters(stdout).split(/[\r\n]+/);

describe.each([40, 60, 80, 97])('on a terminal of %i columns', (columns) => {
  test.each([
    ['bars and results of up', () => ['up', ...paths]],
    ['the list', () => ['ls']],
    ['a file', () => ['info', '*.txt']],
    ['inspections', () => ['inspect', ...paths]],
    ['a message', () => ['get', 'no-file-that-anyone-has-stored', '-o', folder]],
    ['the help of a command', () => ['share', '--help']],
    ['an error in the arguments', () => ['ls', '--status', 'none']],
  ])('%s: no line is wider', async (_, args) => {
    const { stdout } = await on(columns, ...args());
    const lines = written(stdout);
    expect(lines.length).toBeGreaterThan(1);
    // What can't be broken between words: a path that a message names.
    const tooWide = lines.filter((line) => stringWidth(line) > columns && /\S\s+\S/.test(line.trim()));
    expect(tooWide).toEqual([]);
  });
});

describe('colors', () => {
  // eslint-disable-next-line no-control-regex -- the colors of a terminal begin with one
  const colors = (stdout: string) => stdout.match(/\u001b\[\d+m/g) ?? [];
  const inspect = (environment: Record<string, string>) =>
    // Jest sets FORCE_COLOR for its own workers; with CI, Node goes by what that CI's log can show.
    run(onTerminal(['env', '-u', 'FORCE_COLOR', '-u', 'CI', ...command, 'inspect', ...paths]), {
      TERM: 'xterm-256color',
      ...environment,
    });

  test('are used on a terminal, but not with NO_COLOR, and not on a dumb one', async () => {
    expect(colors((await inspect({ NO_COLOR: '' })).stdout)).not.toEqual([]);
    expect(colors((await inspect({ NO_COLOR: '1' })).stdout)).toEqual([]);
    expect(colors((await inspect({ NO_COLOR: '', TERM: 'dumb' })).stdout)).toEqual([]);
  });
});
