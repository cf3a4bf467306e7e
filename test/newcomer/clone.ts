import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { run } from '../../local/process/command.js';

const root = path.join(import.meta.dirname, '../..');
const notCloned = new Set(['node_modules', 'dist', '.local', '.git', 'cdk.out', 'coverage']);

/** A program that runs until it is stopped. */
interface Running {
  readonly child: ChildProcess;
  /** Its output until then. */
  readonly said: string;
}

/**
 * What a newcomer has after `git clone` and `npm ci`: the present tree in a separate folder, without a build. The
 * packages that `npm ci` and a first `npm start` download are this repository's.
 */
export class Clone {
  private readonly home = realpathSync(mkdtempSync(path.join(tmpdir(), 'waybill-newcomer-')));
  readonly folder = this.beside('waybill');
  private readonly running: ChildProcess[] = [];

  constructor() {
    cpSync(root, this.folder, { recursive: true, filter: (from) => !notCloned.has(path.basename(from)) });
    symlinkSync(path.join(root, 'node_modules'), path.join(this.folder, 'node_modules'));
    mkdirSync(path.join(this.folder, '.local'));
    for (const name of ['venv', 'node24', 'pycache'].filter((one) =>
      existsSync(path.join(root, '.local', one)),
    ))
      symlinkSync(path.join(root, '.local', name), path.join(this.folder, '.local', name));
  }

  /** A folder beside the clone. */
  beside(name: string): string {
    return path.join(this.home, name);
  }

  /** Runs lines of a document in a shell in the clone. @returns their output @throws CommandFailure */
  shell(lines: string): Promise<string> {
    return run('bash', ['-euo', 'pipefail', '-c', lines], { cwd: this.folder, env: this.environment() });
  }

  /** Starts a program and waits for the output that says it is ready. */
  async start(command: string, ready: RegExp, cwd = this.folder): Promise<Running> {
    // Its own process group: `npx` and its child exit together.
    const child = spawn('bash', ['-c', `exec ${command}`], {
      ...{ cwd, env: this.environment(), detached: true, stdio: ['ignore', 'pipe', 'pipe'] },
    });
    this.running.push(child);
    let said = '';
    await new Promise<void>((resolve, reject) => {
      for (const stream of [child.stdout, child.stderr])
        stream?.setEncoding('utf8').on('data', (piece: string) => {
          said += piece;
          if (ready.test(said)) resolve();
        });
      child.once('exit', () => reject(new Error(`${command} ended: ${said}`)));
    });
    return { child, said };
  }

  /** As Ctrl-C does. */
  async stop({ child }: Running): Promise<void> {
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
    const ended = once(child, 'exit');
    process.kill(-child.pid, 'SIGINT');
    await ended;
  }

  async remove(): Promise<void> {
    for (const child of this.running.reverse()) await this.stop({ child, said: '' });
    rmSync(this.home, { recursive: true, force: true });
  }

  /** The environment of a user without special settings. */
  private environment(): NodeJS.ProcessEnv {
    const { PATH, HOME } = process.env;
    const ours = {
      NO_COLOR: '1',
      XDG_CONFIG_HOME: this.beside('config'),
      XDG_STATE_HOME: this.beside('state'),
    };
    return { ...(PATH && { PATH }), ...(HOME && { HOME }), ...ours };
  }
}
