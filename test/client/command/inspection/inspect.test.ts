import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import sharp from 'sharp';
import { command, lines, onTerminal, run } from '../run-command.js';

let folder: string;
let photo: string;
let fake: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'waybill-inspect-'));
  photo = join(folder, 'photo.png');
  fake = join(folder, 'fake.png');
  await sharp({ create: { width: 40, height: 30, channels: 3, background: 'teal' } }).toFile(photo);
  await writeFile(fake, '#!/bin/sh\nrm -rf "$HOME"\n');
});
afterAll(() => rm(folder, { recursive: true }));

const waybill = (...args: string[]) => run([...command, ...args]);

const waybillOnTerminal = (...args: string[]) => run(onTerminal([...command, ...args]));

describe('waybill inspect', () => {
  test('refuses the names that an upload may not have, whatever is in the file', async () => {
    const names = ['evil.exe', 'a.png.js', 'x.exe.', 'x.ｓｃｒ', 'fine.exe.png'];
    for (const name of names) await copyFile(photo, join(folder, name));
    const ran = await waybill(
      'inspect',
      '--declared',
      'image/png',
      ...names.map((name) => join(folder, name)),
    );
    expect(ran.exitCode).toBe(1);
    const found = lines(ran).map(({ findings }) =>
      (findings as { message: string }[]).map(({ message }) => message),
    );
    expect(found).toEqual([
      ...['.exe', '.js', '.exe', '.scr'].map((ending) => [`file names ending in ${ending} are not accepted`]),
      [],
    ]);
  });

  test('exits silently when the reader closes the pipe', async () => {
    const many = Array.from({ length: 2000 }, () => photo);
    const ran = await run(['bash', '-c', '"$@" | head -n 1', 'bash', ...command, 'inspect', ...many]);
    expect(ran).toMatchObject({ exitCode: 0, stderr: '' });
    expect(lines(ran)).toHaveLength(1);
  });

  test('prints the detected type of each file, as JSON lines, and exits with 1 if one would be refused', async () => {
    const ran = await waybill('inspect', '--declared', 'image/png', photo, fake);
    expect(ran.exitCode).toBe(1);
    expect(lines(ran)).toMatchObject([
      {
        path: photo,
        detectedType: 'image/png',
        verdict: 'accept',
        width: 40,
        height: 30,
        findings: [],
        ranges: 1,
      },
      {
        path: fake,
        detectedType: 'text/x-shellscript',
        verdict: 'reject',
        findings: expect.arrayContaining([
          {
            code: 'type-mismatch',
            severity: 'refuse',
            offset: 0,
            message: expect.stringContaining('declared image/png'),
          },
        ]),
      },
    ]);
  });

  test('accepts a type that is allowed by name', async () => {
    const ran = await waybill('inspect', '--allow', 'text/x-shellscript', '--level', 'standard', fake);
    expect(lines(ran)).toMatchObject([{ verdict: 'accept' }]);
    expect(ran.exitCode).toBe(0);
  });

  test('continues after an unreadable file, reports it, and exits with 2', async () => {
    const ran = await waybill('inspect', join(folder, 'missing'), folder, photo);
    expect(ran.exitCode).toBe(2);
    expect(ran.stderr).toMatch(/missing could not be read: no such file or directory\n.*not a regular file/);
    expect(lines(ran)).toMatchObject([{ path: photo }]);
  });

  test('shows a person a table, each finding under its file', async () => {
    const { exitCode, stdout } = await waybillOnTerminal('inspect', photo, fake);
    expect(exitCode).toBe(1);
    const [heading = '', accepted = '', rejected = '', ...findings] = stdout
      // eslint-disable-next-line no-control-regex -- the colours of a terminal begin with one
      .replace(/\u001b\[\d+m/g, '')
      .trim()
      .split(/\r?\n/);
    expect(heading).toMatch(/^VERDICT +TYPE +PIXELS +BYTES +READ +FILE$/);
    expect(accepted).toMatch(/^accept +image\/png +40 x 30 +\d+ +\d+ in 1 /);
    expect(rejected).toMatch(/^reject +text\/x-shellscript +25 +25 in 1 /);
    const column = heading.indexOf('FILE');
    expect([accepted.slice(column), rejected.slice(column)]).toEqual([photo, fake]);
    expect(findings).toEqual([
      expect.stringMatching(/^ +executable-content at 0: the file is a program/),
      expect.stringMatching(/^ +Programs are not accepted under any name/),
    ]);
  });

  test('does not block on a named pipe', async () => {
    const pipe = join(folder, 'pipe');
    await run(['mkfifo', pipe]);
    await expect(waybill('inspect', pipe)).resolves.toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('pipe could not be read: it is not a regular file'),
    });
  });

  test.each([[['inspect']], [['inspect', '--level', 'deep', 'x']], [['frobnicate']]])(
    'exits with 2 for a command line that cannot be meant: %j',
    async (args) => {
      await expect(waybill(...args)).resolves.toMatchObject({
        exitCode: 2,
        stderr: expect.stringMatching(/^error: /),
      });
    },
  );
});
