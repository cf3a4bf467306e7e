import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { mkdir, open, readFile, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { cacheDirectory } from '../process/cache-directory.js';
import { killGroup } from '../process/command.js';
import { close, listen } from './front.js';
import { StartFailure } from '../process/start-failure.js';

export const region = 'eu-west-1';
/** The account id of the engine. */
export const account = '000000000000';
/** The engine's root key: it bypasses every policy, so only deployment and test set-up use it. */
export const rootCredentials = { accessKeyId: 'test', secretAccessKey: 'test' };

/** Settings for SDK clients of the engine, as root. */
export interface ClientSettings {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: typeof rootCredentials;
}

const healthDeadlineMs = 30_000;
const stopDeadlineMs = 3_000;

export interface EngineOptions {
  /** Folder of its state and log. The state is removed at each start: it is useless after an exit. */
  readonly directory: string;
  /** The Python of the venv. */
  readonly python: string;
  /** Folder of the `node` for the functions. */
  readonly nodeDirectory: string;
  /** The endpoint for the functions: the proxy, not the engine itself. */
  readonly endpoint: string;
}

export interface Engine {
  readonly port: number;
  /** Rejects when the engine exits. */
  readonly broken: Promise<never>;
  stop(): Promise<void>;
}

/**
 * Starts the engine on a free port of 127.0.0.1 and waits until it responds. It exits with this process, however that
 * exits.
 *
 * @throws StartFailure if it does not respond in time
 */
export async function startEngine(options: EngineOptions): Promise<Engine> {
  const port = await freePort();
  const state = path.join(options.directory, 'engine');
  await rm(state, { recursive: true, force: true });
  for (const folder of ['tmp', 'state', 's3']) await mkdir(path.join(state, folder), { recursive: true });
  // Node.js determines a file's module type from the nearest package.json: without this one the functions, extracted in
  // here, would be ES modules like this repository.
  await writeFile(path.join(state, 'package.json'), '{}\n');
  const logFile = path.join(options.directory, 'engine.log');
  const log = await open(logFile, 'w');
  const child = spawn(options.python, [path.join(import.meta.dirname, 'engine.py')], {
    env: engineEnvironment(options, state, port),
    stdio: ['pipe', log.fd, log.fd],
    // Leader of a process group: its Lambdas exit with it, and the terminal's Ctrl-C only reaches this process.
    detached: true,
  });
  await log.close();
  const ended = once(child, 'exit').then(([code]) => code as number | null);
  try {
    await untilHealthy(port, ended);
  } catch (error) {
    killGroup(child, 'SIGKILL');
    const tail = (await readFile(logFile, 'utf8')).trim().split('\n').at(-1) ?? '';
    throw new StartFailure(
      `The local AWS engine did not start: ${tail || 'it said nothing'}.`,
      `Its whole output is in ${logFile}.`,
      { cause: error },
    );
  }
  let isStopping = false;
  const broken = ended.then((): never => {
    if (isStopping) return new Promise(() => undefined) as never;
    throw new StartFailure('The local AWS engine exited unexpectedly.', `Its whole output is in ${logFile}.`);
  });
  // Callers may await it; otherwise it is not an unhandled rejection.
  broken.catch(() => undefined);
  return {
    port,
    broken,
    stop: () => {
      isStopping = true;
      return stopEngine(child, ended);
    },
  };
}

function engineEnvironment(options: EngineOptions, state: string, port: number): NodeJS.ProcessEnv {
  // No environment variables of ours: the functions inherit all of them.
  return {
    PATH: [options.nodeDirectory, process.env['PATH']].join(path.delimiter),
    HOME: state,
    LANG: 'C.UTF-8',
    PYTHONUNBUFFERED: '1',
    // Compiled once for all starts, and not beside our sources.
    PYTHONPYCACHEPREFIX: path.join(cacheDirectory, 'pycache'),
    TMPDIR: path.join(state, 'tmp'),
    STATE_DIR: path.join(state, 'state'),
    S3_DATA_DIR: path.join(state, 's3'),
    // Its default is all interfaces.
    BIND_HOST: '127.0.0.1',
    GATEWAY_PORT: String(port),
    AUTH: 'true',
    IOT_MTLS_ENABLED: '0',
    SFTP_ENABLED: '0',
    LOG_LEVEL: 'INFO',
    MINISTACK_REGION: region,
    MINISTACK_ACCOUNT_ID: account,
    AWS_ACCESS_KEY_ID: rootCredentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: rootCredentials.secretAccessKey,
    AWS_ENDPOINT_URL: options.endpoint,
  };
}

async function untilHealthy(port: number, ended: Promise<unknown>): Promise<void> {
  const deadline = AbortSignal.timeout(healthDeadlineMs);
  let running = true;
  void ended.then(
    () => (running = false),
    () => (running = false),
  );
  for (;;) {
    try {
      const answer = await fetch(`http://127.0.0.1:${String(port)}/_ministack/health`, { signal: deadline });
      if (answer.ok) return;
    } catch (error) {
      if (!running || deadline.aborted) throw error;
    }
    await pause(50, undefined, { signal: deadline });
  }
}

async function stopEngine(child: ChildProcess, ended: Promise<unknown>): Promise<void> {
  // engine.py exits with its group when its input is closed; the signal is for one that hangs.
  child.stdin?.end();
  await Promise.race([ended, pause(stopDeadlineMs, undefined, { ref: false })]);
  killGroup(child, 'SIGKILL');
}

async function freePort(): Promise<number> {
  const server = createServer();
  await listen(server, 0);
  const { port } = server.address() as AddressInfo;
  await close(server);
  return port;
}
