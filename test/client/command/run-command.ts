import { execFile, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from '@jest/globals';
import { build } from 'esbuild';
import { bundle } from '../../../client/build/command-bundle.js';

/** The result of a command. */
export interface Ran {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

export type Environment = Readonly<Record<string, string>>;

// Bundled as for a release: an old build, or single files, would be wrong or slow.
const folder = mkdtempSync(join(tmpdir(), 'waybill-bundle-'));
afterAll(() => rmSync(folder, { recursive: true }));
await build(bundle(folder));

/** The start of every call of the command line. */
export const command = [process.execPath, join(folder, 'waybill.js')];

/** Runs a program to its end. @param seen called with the process while it runs */
export function run(
  [program = '', ...args]: readonly string[],
  environment: Environment = {},
  seen?: (child: ChildProcess) => void,
): Promise<Ran> {
  return new Promise((resolve) => {
    const env = { ...process.env, ...environment };
    const child = execFile(program, args, { env, maxBuffer: 2 ** 26 }, (error, stdout, stderr) => {
      resolve({ exitCode: typeof error?.code === 'number' ? error.code : 0, stdout, stderr });
    });
    seen?.(child);
  });
}

/** A command's output for programs: JSON lines. */
export const lines = ({ stdout }: Ran) =>
  stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

/** The same command, on a terminal. */
export const onTerminal = (args: readonly string[], columns = 120): string[] => {
  const spawn = 'import os, pty, sys; sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:])))';
  return ['python3', '-c', spawn, 'sh', '-c', `stty cols ${columns} rows 40; exec "$@"`, 'sh', ...args];
};
