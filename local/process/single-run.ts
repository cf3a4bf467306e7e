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
 * Takes the right to run in a directory, which one process has at a time.
 *
 * It is a socket rather than a file with a process id: the system closes it however its holder ends, and no other
 * process can come to bear its number.
 *
 * @returns undefined when another process has it
 */
export async function takeSingleRun(directory: string): Promise<SingleRun | undefined> {
  // Paths of sockets are short (about 100 bytes), so the directory is in it by its hash.
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
    // Somebody has it open, and is too busy to answer.
    socket.setTimeout(busyMs, () => {
      socket.destroy();
      resolve(true);
    });
  });
}
