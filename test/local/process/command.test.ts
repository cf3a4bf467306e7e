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

  test('returns its output, and writes both streams to the log', async () => {
    const logFile = path.join(folder, 'log');
    expect(await run('sh', ['-c', 'echo out; echo err >&2'], { logFile })).toBe('out\n');
    const log = await readFile(logFile, 'utf8');
    expect(log).toContain('out');
    expect(log).toContain('err');
  });

  test('fails with the exit code and all output', async () => {
    const failure = await run('sh', ['-c', 'echo half; echo why >&2; exit 3']).catch(
      (error: unknown) => error,
    );
    expect(failure).toBeInstanceOf(CommandFailure);
    expect(failure).toMatchObject({ exitCode: 3, output: 'half\nwhy\n' });
  });

  test('fails when there is no such command', async () => {
    await expect(run(path.join(folder, 'nothing'), [])).rejects.toThrow('ENOENT');
  });

  test('is killed after its timeout, also if it ignores SIGTERM', async () => {
    const stubborn = 'trap "" TERM; sleep 100 & wait; sleep 100';
    await expect(run('sh', ['-c', stubborn], { deadlineMs: 200, graceMs: 200 })).rejects.toThrow('a signal');
  });

  test('an abort kills it and its children', async () => {
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

/** Retries until it works; Jest's own timeout stops it. */
async function eventually<T>(attempt: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await attempt();
    } catch {
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
}
