import { spawn, type ChildProcess } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { once } from 'node:events';

/** Installing on a slow line takes minutes. */
const longestMs = 15 * 60_000;
const defaultGraceMs = 5_000;

export interface CommandOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Everything the command prints goes here too. */
  readonly logFile?: string;
  /** Ends the command, and what it started, when aborted. */
  readonly signal?: AbortSignal;
  /** Milliseconds until it is ended in any case. @default 15 minutes */
  readonly deadlineMs?: number;
  /** Milliseconds between asking it to end and ending it by force. @default 5 seconds */
  readonly graceMs?: number;
}

/** A command that ended with another code than 0. */
export class CommandFailure extends Error {
  override readonly name = 'CommandFailure';

  constructor(
    readonly command: string,
    readonly exitCode: number | null,
    /** What it printed, both streams in order. */
    readonly output: string,
  ) {
    super(`${command} ended with ${exitCode === null ? 'a signal' : `code ${String(exitCode)}`}`);
  }
}

/**
 * Runs a command to its end and returns what it wrote to standard output.
 *
 * @throws CommandFailure when it ends with another code than 0, or not in time; the system's error when it cannot be
 * started
 */
export async function run(
  command: string,
  args: readonly string[],
  options: CommandOptions = {},
): Promise<string> {
  options.signal?.throwIfAborted();
  // A group of its own, so that an end reaches the grandchildren too and Ctrl-C only reaches us.
  const child = spawn(command, args, {
    cwd: options.cwd,
    env: options.env,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let force: NodeJS.Timeout | undefined;
  const stop = (): void => {
    killGroup(child, 'SIGTERM');
    force ??= setTimeout(() => killGroup(child, 'SIGKILL'), options.graceMs ?? defaultGraceMs);
  };
  options.signal?.addEventListener('abort', stop);
  const deadline = setTimeout(stop, options.deadlineMs ?? longestMs);
  const log = options.logFile ? createWriteStream(options.logFile, { flags: 'a' }) : undefined;
  let standardOutput = '';
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    standardOutput += text;
    output += text;
    log?.write(text);
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    output += text;
    log?.write(text);
  });
  try {
    const [exitCode] = (await once(child, 'close')) as [number | null];
    options.signal?.throwIfAborted();
    if (exitCode !== 0) throw new CommandFailure(command, exitCode, output);
    return standardOutput;
  } finally {
    options.signal?.removeEventListener('abort', stop);
    clearTimeout(deadline);
    clearTimeout(force);
    log?.end();
  }
}

/** What a command said last: with most, why it failed. */
export function lastLine(output: string): string {
  return output.trim().split('\n').at(-1) ?? '';
}

/** Signals a child that leads a group of its own, and all that it started. It may have ended already. */
export function killGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
