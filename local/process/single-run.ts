import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import net from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

const busyMs = 2_000;

export interface SingleRun {
  release(): Promise<void>;
}

/**
 * Acquires the exclusive right to run in a directory.
 *
 * It is a socket instead of a PID file: the system closes it when its process exits for any reason, and PIDs may be
 * reused.
 *
 * @returns undefined if another process has it
 */
export async function takeSingleRun(directory: string): Promise<SingleRun | undefined> {
  // Paths of sockets are short (about 100 bytes), so it contains a hash of the directory.
  const digest = createHash('sha256').update(path.resolve(directory)).digest('hex').slice(0, 16);
  const socketPath = path.join(tmpdir(), `waybill-${digest}.sock`);
  for (const isRetry of [false, true]) {
    try {
      return await hold(socketPath);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
      if (isRetry || (await answers(socketPath))) return undefined;
      // Left by a process that was killed.
      await rm(socketPath, { force: true });
    }
  }
  return undefined;
}

async function hold(socketPath: string): Promise<SingleRun> {
  const server = net.createServer((socket) => socket.destroy());
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(socketPath, resolve);
  });
  server.unref();
  return {
    release: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
      }),
  };
}

function answers(socketPath: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect(socketPath);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => {
      resolve(false);
    });
    // Another process has it open, and is too busy to respond.
    socket.setTimeout(busyMs, () => {
      socket.destroy();
      resolve(true);
    });
  });
}
