import { cp, mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { run } from '../../local/process/command.js';

export const root = path.join(import.meta.dirname, '../..');
export const document = path.join(root, 'docs/openapi.json');
const locked = path.join(import.meta.dirname, 'tools');
const home = path.join(root, 'node_modules/.cache/document-tools');

/** Installs the tools of the lock file, once for each. @returns the folder of their commands */
export async function installTools(): Promise<string> {
  const bin = path.join(home, 'node_modules/.bin');
  const stamp = path.join(home, 'installed-from');
  const lock = readFileSync(path.join(locked, 'package-lock.json'), 'utf8');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return bin;
  await rm(home, { recursive: true, force: true });
  await mkdir(home, { recursive: true });
  for (const file of ['package.json', 'package-lock.json'])
    await cp(path.join(locked, file), path.join(home, file));
  const flags = ['--prefer-offline', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'];
  await run('npm', ['ci', ...flags], { cwd: home, env: process.env });
  writeFileSync(stamp, lock);
  return bin;
}
