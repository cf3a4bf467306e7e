import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { killGroup } from '../../../../local/process/command.js';

const defaultStartDeadlineMs = 60_000;
const stopDeadlineMs = 5_000;

/** An empty folder for one server's data and log. */
export const serverFolder = (name: string): Promise<string> =>
  mkdtemp(path.join(tmpdir(), `waybill-${name}-`));

export interface ServerCommand {
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Removed when the server has stopped. */
  readonly folder: string;
  /** Fails, or is false, until the server is ready. */
  readonly isReady: () => Promise<boolean>;
  /** Timeout in milliseconds until then. @default a minute */
  readonly startDeadlineMs?: number;
}

/** Starts a server and waits until it is ready. It exits with this process, however that exits. */
export async function startServer(server: ServerCommand): Promise<{ stop(): Promise<void> }> {
  const { command, args, env = {}, folder } = server;
  const logFile = path.join(folder, 'server.log');
  const log = await open(logFile, 'w');
  // Its input is a pipe from us: it is closed when we exit, by SIGKILL too, and the shell then stops the server.
  const child = spawn('/bin/sh', ['-c', tiedToInput, 'sh', command, ...args], {
    env: { PATH: process.env['PATH'] ?? '', HOME: folder, ...env },
    stdio: ['pipe', log.fd, log.fd],
    detached: true,
  });
  await log.close();
  const ended = once(child, 'exit');
  const stop = async () => {
    child.stdin?.end();
    await Promise.race([ended, pause(stopDeadlineMs, undefined, { ref: false })]);
    killGroup(child, 'SIGKILL');
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await untilReady(server.isReady, ended, server.startDeadlineMs);
  } catch (error) {
    const said = (await readFile(logFile, 'utf8')).trim().split('\n').slice(-5).join('\n');
    await stop();
    throw new Error(`${path.basename(command)} did not start: ${said}`, { cause: error });
  }
  return { stop };
}

/**
 * Runs the command given as arguments, and kills the whole group when standard input is closed or the command exits.
 */
const tiedToInput = `exec 3<&0; "$@" </dev/null & server=$!
(cat <&3 >/dev/null; kill $server 2>/dev/null) & exec 3<&-
wait $server`;

async function untilReady(
  isReady: () => Promise<boolean>,
  ended: Promise<unknown>,
  startDeadlineMs = defaultStartDeadlineMs,
): Promise<void> {
  const deadline = AbortSignal.timeout(startDeadlineMs);
  let running = true;
  void ended.then(() => (running = false));
  for (;;) {
    try {
      if (await isReady()) return;
    } catch (error) {
      if (!running || deadline.aborted) throw error;
    }
    if (!running || deadline.aborted) throw new Error('it never answered');
    await pause(100);
  }
}

/** Free ports of 127.0.0.1. */
export async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'));
  await Promise.all(servers.map((server) => once(server, 'listening')));
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}
