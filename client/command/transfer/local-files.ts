import { openAsBlob } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename, isAbsolute, resolve } from 'node:path';
import { glob, isDynamicPattern } from 'tinyglobby';
import { mediaTypeOf } from '../../transfer/media-type.js';

/**
 * The files of the given paths, folders and patterns, each once, in order. A folder includes its subfolders, but no
 * names that begin with a dot.
 *
 * @throws for an argument that matches no file
 */
export async function findFiles(paths: readonly string[]): Promise<string[]> {
  const found = new Map<string, string>();
  for (const path of paths) {
    const files = await listFilesBehind(path);
    if (files.length === 0) throw new Error(`${path}: no such file`);
    for (const file of files) if (!found.has(resolve(file))) found.set(resolve(file), file);
  }
  return [...found.values()];
}

async function listFilesBehind(path: string): Promise<string[]> {
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
  // A name may contain pattern characters.
  if (facts) return [path];
  return isDynamicPattern(path) ? (await glob(path, options)).sort() : [];
}

/** A local file for the client: read from disk while it is sent. @param name to store */
export async function localFile(
  path: string,
  contentType?: string,
  name = basename(path),
): Promise<Blob & { name: string }> {
  const facts = await stat(path);
  // Reading a named pipe would block.
  if (!facts.isFile()) throw new Error('it is not a regular file');
  const blob = await openAsBlob(path, { type: contentType ?? mediaTypeOf(name) });
  return Object.assign(blob, { name, lastModified: Math.round(facts.mtimeMs) });
}
