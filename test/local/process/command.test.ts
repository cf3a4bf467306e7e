import { readFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { CommandFailure, run } from '../../../local/process/command.js';

describe('running a command', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'waybill-command-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  test('returns what it wrote, and keeps both streams in the log', async () => {
    const logFile = path.join(folder, 'log');
    expect(await run('sh', ['-c', 'echo out; echo err >&2'], { logFile })).toBe('out\n');
    const log = await readFile(logFile, 'utf8');
    expect(log).toContain('out');
    expect(log).toContain('err');
  });

  test('fails with the code and all that was said', async () => {
    const failure = await run('sh', ['-c', 'echo half; echo why >&2; exit 3']).catch(
      (error: unknown) => error,
    );
    expect(failure).toBeInstanceOf(CommandFailure);
    expect(failure).toMatchObject({ exitCode: 3, output: 'half\nwhy\n' });
  });

  test('fails when there is no such command', async () => {
    await expect(run(path.join(folder, 'nothing'), [])).rejects.toThrow('ENOENT');
  });

  test('ends it when its time is over, also where it will not end', async () => {
    const stubborn = 'trap "" TERM; sleep 100 & wait; sleep 100';
    await expect(run('sh', ['-c', stubborn], { deadlineMs: 200, graceMs: 200 })).rejects.toThrow('a signal');
  });

  test('an abort ends it and what it started', async () => {
    const abort = new AbortController();
    const pipe = path.join(folder, 'pid');
    const running = run('sh', ['-c', `sleep 100 & echo $! > ${pipe}.new && mv ${pipe}.new ${pipe}; wait`], {
      signal: abort.signal,
    });
    const outcome = expect(running).rejects.toThrow('aborted');
    const pid = Number(await eventually(() => readFile(pipe, 'utf8')));
    abort.abort();
    await outcome;
    await eventually(() => {
      expect(() => process.kill(pid, 0)).toThrow('ESRCH');
      return Promise.resolve();
    });
  });
});

/** Tries again until it works; Jest's own deadline ends it. */
async function eventually<T>(attempt: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await attempt();
    } catch {
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
}
