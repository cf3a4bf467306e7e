import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const root = path.join(import.meta.dirname, '../..');

/** An empty app with the packed client installed, as for an npm user. */
export class EmptyApp {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'waybill-empty-app-'));

  /** Packs the present sources. */
  static async withClient(): Promise<EmptyApp> {
    const app = new EmptyApp();
    if (isStale()) await run(process.execPath, ['--import', 'tsx', 'client/build/package.ts'], { cwd: root });
    const packed = await run('npm', ['pack', './client', '--json', '--pack-destination', app.folder], {
      cwd: root,
    });
    const [{ filename }] = JSON.parse(packed.stdout) as [{ filename: string }];
    app.write('package.json', '{"private":true,"type":"module"}');
    await run('npm', ['install', '--offline', '--no-audit', '--no-fund', `./${filename}`], {
      cwd: app.folder,
    });
    return app;
  }

  write(name: string, text: string): void {
    writeFileSync(path.join(this.folder, name), text);
  }

  /** A command of this repository's packages, run in the app. @returns its output, also after a failure */
  async run(script: string, args: readonly string[], environment: Record<string, string> = {}) {
    const command = path.join(root, 'node_modules', script);
    const env = { ...process.env, ...environment };
    return run(process.execPath, [command, ...args], { cwd: this.folder, env }).then(
      ({ stdout }) => stdout,
      ({ stdout = '', stderr = '' }: { stdout?: string; stderr?: string }) => `failed: ${stdout}${stderr}`,
    );
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Whether a source of the package has changed since the build. */
function isStale(): boolean {
  const built = path.join(root, 'client/dist');
  if (!existsSync(built)) return true;
  const builtAt = statSync(built).mtimeMs;
  return ['build', 'client', 'lambda/api', 'lambda/core'].some((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true }).some(
      (entry) =>
        entry.isFile() &&
        !entry.parentPath.startsWith(built) &&
        statSync(path.join(entry.parentPath, entry.name)).mtimeMs > builtAt,
    ),
  );
}
