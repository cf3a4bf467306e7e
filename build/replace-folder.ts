import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/**
 * Makes a folder hold exactly these files. What is right already is not touched, and the rest is replaced whole, so
 * that others may read the folder, or build it too, at the same time.
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
