import { spawn, type ChildProcess } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { once } from 'node:events';

/** Installing over a slow connection takes minutes. */
const longestMs = 15 * 60_000;
const defaultGraceMs = 5_000;

export interface CommandOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Called with all output. */
  readonly logFile?: string;
  /** Kills the command, and its children, when aborted. */
  readonly signal?: AbortSignal;
  /** Timeout in milliseconds. @default 15 minutes */
  readonly deadlineMs?: number;
  /** Milliseconds between SIGTERM and SIGKILL. @default 5 seconds */
  readonly graceMs?: number;
}

/** A command with an exit code other than 0. */
export class CommandFailure extends Error {
  override readonly name = 'CommandFailure';

  constructor(
    readonly command: string,
    readonly exitCode: number | null,
    /** Its output, both streams in order. */
    readonly output: string,
  ) {
    super(`${command} ended with ${exitCode === null ? 'a signal' : `code ${String(exitCode)}`}`);
  }
}

/**
 * Runs a command to its end and returns its standard output.
 *
 * @throws CommandFailure for an exit code other than 0, or after the timeout; the system's error if it cannot be
 * started
 */
export async function run(
  command: string,
  args: readonly string[],
  options: CommandOptions = {},
): Promise<string> {
  options.signal?.throwIfAborted();
  // Its own process group, so that a signal reaches the grandchildren too and Ctrl-C only reaches this process.
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
    if (log) await new Promise((resolve) => log.end(resolve));
  }
}

/** The last lines of a command's output: usually the reason of a failure. */
export function lastLine(output: string): string {
  return output.trim().split('\n').at(-1) ?? '';
}

/** Sends a signal to the process group of a child. It may have exited already. */
export function killGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
