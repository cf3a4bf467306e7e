import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { ResumeStore, Unfinished } from '../../transfer/resume-store.js';

/** `$XDG_STATE_HOME/waybill/uploads` or `~/.local/state/waybill/uploads`; on Windows below `%LOCALAPPDATA%`. */
function stateFolder(env: NodeJS.ProcessEnv = process.env): string {
  const windows = process.platform === 'win32' ? env['LOCALAPPDATA'] : undefined;
  const state = env['XDG_STATE_HOME'] || windows || join(homedir(), '.local', 'state');
  return join(state, 'waybill', 'uploads');
}

interface Entry {
  readonly fingerprint: string;
  readonly unfinished: Unfinished;
}

/** Stores unfinished uploads across runs of the command: a small file for each. */
export function resumeFiles(folder = stateFolder()): ResumeStore {
  const fileOf = (fingerprint: string) =>
    join(folder, `${createHash('sha256').update(fingerprint).digest('hex')}.json`);
  const read = async (file: string): Promise<Entry | undefined> => {
    try {
      return JSON.parse(await readFile(file, 'utf8')) as Entry;
    } catch {
      // Missing, or truncated by a crash: the upload then starts again.
      return undefined;
    }
  };
  // Sequential: an older write must not overwrite a newer one.
  let last: Promise<unknown> = Promise.resolve();
  const queueWrite = <T>(act: () => Promise<T>): Promise<T> => {
    const next = last.then(act, act);
    last = next;
    return next;
  };
  return {
    get: async (fingerprint) => (await read(fileOf(fingerprint)))?.unfinished,
    set: (fingerprint, unfinished) =>
      queueWrite(async () => {
        await mkdir(folder, { recursive: true, mode: 0o700 });
        const aside = `${fileOf(fingerprint)}.new`;
        await writeFile(aside, JSON.stringify({ fingerprint, unfinished } satisfies Entry), { mode: 0o600 });
        await rename(aside, fileOf(fingerprint));
      }),
    delete: (fingerprint) => queueWrite(() => rm(fileOf(fingerprint), { force: true })),
    keys: async () => {
      const names = await readdir(folder).catch(() => []);
      const entries = await Promise.all(
        names.filter((name) => name.endsWith('.json')).map((name) => read(join(folder, name))),
      );
      return entries.flatMap((entry) => entry?.fingerprint ?? []);
    },
  };
}
