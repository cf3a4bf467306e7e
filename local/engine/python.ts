import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { CommandFailure, lastLine, run } from '../process/command.js';
import { StartFailure } from '../process/start-failure.js';

/** The oldest Python that the engine supports. */
const oldest = [3, 10] as const;
const names = ['python3', 'python3.14', 'python3.13', 'python3.12', 'python3.11', 'python3.10', 'python'];
const engineLockFile = path.join(import.meta.dirname, 'requirements.txt');

/** A Python on this machine. */
export interface Python {
  readonly command: string;
  /** For example `3.12.4`. */
  readonly version: string;
  /** Whether it can create virtual environments; Debian packages that part separately. */
  readonly hasVenv: boolean;
}

const question = `
import importlib.util as u, json, platform
print(json.dumps({"version": platform.python_version(), "hasVenv": all(map(u.find_spec, ("venv", "ensurepip")))}))`;

/** Runs one name of a Python; undefined if it is missing or fails. */
async function askPython(command: string, searchPath: string | undefined): Promise<Python | undefined> {
  try {
    const answer = await run(command, ['-c', question], { env: { ...process.env, PATH: searchPath } });
    return { command, ...(JSON.parse(answer) as Omit<Python, 'command'>) };
  } catch {
    return undefined;
  }
}

/** The Pythons of this machine up to the first that the engine supports. */
export async function findPythons(searchPath = process.env['PATH']): Promise<Python[]> {
  const found: Python[] = [];
  for (const command of names) {
    const python = await askPython(command, searchPath);
    if (python) found.push(python);
    if (python && isNewEnough(python) && python.hasVenv) break;
  }
  return found;
}

/** @throws StartFailure if the engine supports none of them */
export function choosePython(found: readonly Python[]): Python {
  const newEnough = found.filter(isNewEnough);
  const chosen = newEnough.find(({ hasVenv }) => hasVenv);
  if (chosen) return chosen;
  const needed = oldest.join('.');
  const [old] = found;
  const [bare] = newEnough;
  if (bare)
    throw new StartFailure(
      `Python ${bare.version} is here, but its venv and ensurepip modules are missing.`,
      'On Debian or Ubuntu: apt-get install python3-venv. Elsewhere install Python from python.org.',
    );
  throw new StartFailure(
    old
      ? `Python ${needed} or newer is needed for the local AWS engine; this machine has ${old.version}.`
      : `Python ${needed} or newer is needed for the local AWS engine, and none was found in PATH.`,
    `Install it (Debian or Ubuntu: apt-get install python3 python3-venv; macOS: brew install python3) and start again.`,
  );
}

function isNewEnough({ version }: Python): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > oldest[0] || (major === oldest[0] && minor >= oldest[1]);
}

/**
 * The virtual environment with the packages of a lock file. Created once, and again when the lock changes or its Python
 * was removed.
 *
 * @param lockFile requirements with hashes
 * @default lockFile those of the local engine
 * @returns the path of its `python`
 */
export async function prepareVenv(
  cacheDirectory: string,
  signal?: AbortSignal,
  lockFile = engineLockFile,
): Promise<string> {
  const venv = path.join(cacheDirectory, 'venv');
  const stampFile = path.join(venv, 'made-from');
  const executable = path.join(venv, 'bin', 'python');
  const lock = await readFile(lockFile);
  const stamp = createHash('sha256').update(lock).digest('hex');
  // The executable is a link to the machine's own: it dangles when that was removed.
  if ((await readFile(stampFile, 'utf8').catch(() => '')) === stamp && existsSync(executable))
    return executable;
  const python = choosePython(await findPythons());

  // Created elsewhere and renamed, so that an interrupted or a concurrent start never sees an incomplete one.
  const aside = `${venv}-${String(process.pid)}`;
  await mkdir(cacheDirectory, { recursive: true });
  try {
    const options = signal ? { signal } : {};
    await run(python.command, ['-m', 'venv', aside], options);
    const install = ['install', '--quiet', '--disable-pip-version-check', '--no-compile', '--require-hashes'];
    await run(path.join(aside, 'bin', 'python'), ['-m', 'pip', ...install, '-r', lockFile], options);
    await writeFile(path.join(aside, 'made-from'), stamp);
    await rm(venv, { recursive: true, force: true });
    await rename(aside, venv);
  } catch (error) {
    if (error instanceof CommandFailure) {
      throw new StartFailure(
        `The Python packages could not be installed: ${lastLine(error.output)}`,
        'Check that this machine reaches a Python package index (pip download boto3), then start again.',
        { cause: error },
      );
    }
    throw error;
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
  return executable;
}
