import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { takeSingleRun } from '../../../local/process/single-run.js';

describe('the exclusive right to run in a directory', () => {
  let folder: string;
  let holder: ChildProcess | undefined;

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'waybill-single-'));
  });
  // Also where a test failed before: it would keep the output of Jest open, and Jest from its end.
  afterEach(() => void holder?.kill('SIGKILL'));
  afterEach(() => rm(folder, { recursive: true }));

  test('is held by one process at a time, and released afterwards', async () => {
    const first = await takeSingleRun(folder);
    expect(first).toBeDefined();
    expect(await takeSingleRun(folder)).toBeUndefined();
    await first?.release();
    const next = await takeSingleRun(folder);
    expect(next).toBeDefined();
    await next?.release();
  });

  test('of one directory is not that of another', async () => {
    const one = await takeSingleRun(path.join(folder, 'one'));
    const other = await takeSingleRun(path.join(folder, 'other'));
    expect(other).toBeDefined();
    await one?.release();
    await other?.release();
  });

  test('is free after its holder was killed', async () => {
    const module = path.join(import.meta.dirname, '../../../local/process/single-run.ts');
    const script = `
      const { takeSingleRun } = await import(${JSON.stringify(module)});
      await takeSingleRun(${JSON.stringify(folder)});
      process.stdout.write('held');
      setInterval(() => {}, 1000);`;
    const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
      cwd: path.join(import.meta.dirname, '../../..'),
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    holder = child;
    await once(child.stdout, 'data');
    expect(await takeSingleRun(folder)).toBeUndefined();
    child.kill('SIGKILL');
    await once(child, 'exit');
    const next = await takeSingleRun(folder);
    expect(next).toBeDefined();
    await next?.release();
  });
});
