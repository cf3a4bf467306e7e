import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/**
 * Replaces a folder's content with exactly these files. Unchanged files are not touched, and others are replaced
 * atomically, so that concurrent readers and builds are safe.
 *
 * @param files by their path below the folder
 */
export function replaceFolder(folder: string, files: ReadonlyMap<string, Uint8Array>): void {
  for (const [name, bytes] of files) {
    const file = join(folder, name);
    if (existsSync(file) && readFileSync(file).equals(bytes)) continue;
    mkdirSync(dirname(file), { recursive: true });
    const aside = `${folder}.${String(process.pid)}`;
    writeFileSync(aside, bytes);
    renameSync(aside, file);
  }
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const file = join(entry.parentPath, entry.name);
    if (entry.isFile() && !files.has(relative(folder, file))) rmSync(file, { force: true });
  }
}
