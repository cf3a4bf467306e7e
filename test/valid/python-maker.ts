import { spawn, type ChildProcessByStdio } from 'node:child_process';
import path from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { cacheDirectory } from '../../local/process/cache-directory.js';
import { prepareVenv } from '../../local/engine/python.js';

const folder = path.join(import.meta.dirname, 'python');
const lockFile = path.join(import.meta.dirname, 'requirements.txt');
const lengthBytes = 8;
const failed = 1n << 63n;

/** One of the modules beside `worker.py`. */
export type Maker =
  | 'archives'
  | 'cameras'
  | 'datasets'
  | 'documents'
  | 'fonts'
  | 'media'
  | 'messages'
  | 'models'
  | 'packages'
  | 'pictures';

export interface Request {
  readonly maker: Maker;
  readonly what: unknown;
  readonly options: Readonly<Record<string, unknown>>;
  readonly seed: number;
}

/** A Python that creates one file after another. It is started on demand, and exits with this process. */
class Worker {
  private child: Promise<ChildProcessByStdio<Writable, Readable, null>> | undefined;
  private last: Promise<unknown> = Promise.resolve();
  pending = 0;

  make(request: Request): Promise<Buffer> {
    this.pending++;
    const answer = this.last.then(() => this.ask(request)).finally(() => this.pending--);
    this.last = answer.catch(() => undefined);
    return answer;
  }

  async close(): Promise<void> {
    (await this.child)?.stdin.end();
    this.child = undefined;
  }

  private async ask(request: Request): Promise<Buffer> {
    const { stdin, stdout } = await (this.child ??= start());
    stdin.write(`${JSON.stringify(request)}\n`);
    const length = (await take(stdout, lengthBytes)).readBigUInt64LE();
    const body = await take(stdout, Number(length & ~failed));
    if ((length & failed) !== 0n)
      throw new Error(`${request.maker} ${JSON.stringify(request)}: ${String(body)}`);
    return body;
  }
}

/** Created once for all workers. */
let venv: Promise<string> | undefined;

/** Installs the packages, if needed. */
export const preparePython = (): Promise<string> =>
  (venv ??= prepareVenv(path.join(cacheDirectory, 'valid-files'), undefined, lockFile));

async function start(): Promise<ChildProcessByStdio<Writable, Readable, null>> {
  const python = await preparePython();
  // Without bytecode files beside the sources, and with deterministic sets.
  const env = { ...process.env, PYTHONDONTWRITEBYTECODE: '1', PYTHONHASHSEED: '0' };
  return spawn(python, [path.join(folder, 'worker.py')], { stdio: ['pipe', 'pipe', 'inherit'], env });
}

/** @throws Error when the stream ends first */
async function take(stream: Readable, length: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  for (let left = length; left > 0;) {
    const part = stream.read(Math.min(left, stream.readableLength || left)) as Buffer | null;
    if (part) {
      parts.push(part);
      left -= part.length;
    } else if (stream.readableEnded) throw new Error('Python ended before it had answered');
    else await moreOf(stream);
  }
  return Buffer.concat(parts);
}

function moreOf(stream: Readable): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      stream.off('readable', done).off('end', done);
      resolve();
    };
    stream.on('readable', done).on('end', done);
  });
}

const workers = [new Worker(), new Worker()];

/** Creates the file with the least busy Python. */
export function makeByPython(request: Request): Promise<Buffer> {
  const [first, second] = workers as [Worker, Worker];
  return (first.pending <= second.pending ? first : second).make(request);
}

/** Stops the Pythons, so that the process can exit. */
export const closePythons = async (): Promise<void> => {
  await Promise.all(workers.map((worker) => worker.close()));
};
