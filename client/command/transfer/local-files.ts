import { openAsBlob } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename, isAbsolute, resolve } from 'node:path';
import { glob, isDynamicPattern } from 'tinyglobby';
import { mediaTypeOf } from '../../transfer/media-type.js';

/**
 * The files that paths, folders and patterns stand for, each once, in the order given. Of a folder, all that is in it
 * and below it, but what begins with a dot.
 *
 * @throws for what stands for no file
 */
export async function filesBehind(paths: readonly string[]): Promise<string[]> {
  const found = new Map<string, string>();
  for (const path of paths) {
    const files = await behind(path);
    if (files.length === 0) throw new Error(`${path}: no file is there`);
    for (const file of files) if (!found.has(resolve(file))) found.set(resolve(file), file);
  }
  return [...found.values()];
}

async function behind(path: string): Promise<string[]> {
  const facts = await stat(path).catch(() => undefined);
  const options = {
    absolute: isAbsolute(path),
    onlyFiles: true,
    expandDirectories: false,
    followSymbolicLinks: false,
  };
  if (facts?.isDirectory()) {
    const inside = await glob('**/*', { ...options, absolute: false, cwd: path });
    return inside.sort().map((name) => `${path.replace(/[\\/]+$/, '')}/${name}`);
  }
  // A name may hold what would otherwise be a pattern.
  if (facts) return [path];
  return isDynamicPattern(path) ? (await glob(path, options)).sort() : [];
}

/** A file of this machine as the client takes it: read from disk as it is sent. */
export async function localFile(path: string, contentType?: string): Promise<Blob & { name: string }> {
  const facts = await stat(path);
  // A named pipe would keep its reader waiting.
  if (!facts.isFile()) throw new Error('it is no regular file');
  const name = basename(path);
  const blob = await openAsBlob(path, { type: contentType ?? mediaTypeOf(name) });
  return Object.assign(blob, { name, lastModified: Math.round(facts.mtimeMs) });
}
