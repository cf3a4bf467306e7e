import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Command } from 'commander';
import { readersName } from '../../../lambda/core/content/index.js';
import { diskName } from '../../../text/saved-name.js';
import type { Client, StoredFile } from '../../index.js';
import { apiOption, client, type ApiOptions } from '../service/api.js';
import { findStored } from '../service/stored-files.js';
import { interruption } from '../terminal/interruption.js';
import { codedMessageOf } from '../terminal/message.js';
import { reportFailure, report } from '../terminal/output.js';
import { fetchToFile, fetchToStream } from '../transfer/fetch-file.js';

const more = `
A name or pattern finds your verified files; a name that several files have is refused, with their ids. The bytes are
compared with the SHA-256 that was declared at upload, where one was. What broke off resumes when the same command is
run again.

Examples:
  waybill get 01a20183-1091-72c5-ab13-7fd9c7af2064
  waybill get report.pdf '*.jpg' -o downloads/
  waybill get backup.tar -o - | tar -x

Exit codes:
  0    all bytes are there, and the right ones
  2    at least one file could not be downloaded, or the command line is wrong
  130  stopped by Ctrl-C`;

interface Options extends ApiOptions {
  readonly output?: string;
  readonly force?: true;
}

/** `waybill get <file...>` */
export function addGet(program: Command): void {
  program
    .command('get')
    .alias('download')
    .description('Download files.')
    .argument('<file...>', 'ids, names, or patterns of names in quotes')
    .addOption(apiOption())
    .option(
      '-o, --output <path>',
      'a file or a folder; - is standard output; by default the file’s own name in this folder',
    )
    .option('-f, --force', 'replace existing files')
    .addHelpText('after', more)
    .action(async (wanted: string[], options: Options) => {
      const { signal } = interruption();
      try {
        const { output } = options;
        // Before anything is requested.
        const folder = await folderOf(output);
        const waybill = await client(options);
        const files = await findStored(waybill, wanted, signal);
        if (files.length > 1 && folder === undefined)
          throw new Error(`${wanted.join(' ')}: ${files.length} files; --output must be an existing folder`);
        for (const file of files) {
          try {
            if (output === '-') await fetchToStream(waybill, file, process.stdout, signal);
            else
              await fetchTo(
                join(folder ?? '', placeIn(folder, file, output)),
                waybill,
                file,
                options,
                signal,
              );
          } catch (error) {
            if (signal.aborted || files.length === 1) throw error;
            // The others may be fine.
            report(...codedMessageOf(error));
            process.exitCode = 2;
          }
        }
      } catch (error) {
        reportFailure(error, 'run the same command again to resume');
      }
    });
}

/** The existing folder to write to; `undefined` for standard output, and for a name of one's own. */
async function folderOf(output = '.'): Promise<string | undefined> {
  if (output === '-') return undefined;
  const isFolder = async (path: string) => (await stat(path).catch(() => undefined))?.isDirectory() ?? false;
  if (await isFolder(output)) return output;
  const folder = /[\\/]$/.test(output) ? output : dirname(output);
  if (await isFolder(folder)) return undefined;
  throw new Error(`${folder}: there is no such folder; create it first`);
}

const placeIn = (folder: string | undefined, file: StoredFile, output = ''): string =>
  folder === undefined ? output : diskName(readersName(file));

async function fetchTo(
  path: string,
  waybill: Client,
  file: StoredFile,
  { force }: Options,
  signal: AbortSignal,
): Promise<void> {
  const twin = force ? undefined : await twinOf(path);
  if (twin !== undefined)
    throw new Error(`${twin} is there already: give another name with --output, or --force`);
  await fetchToFile(waybill, file, path, signal);
  report(path);
}

/**
 * The existing file with that name, or with one that differs only in case or normalization: Windows and macOS treat
 * them as the same name, and people do not see the difference.
 */
async function twinOf(path: string): Promise<string | undefined> {
  const folder = dirname(path);
  // A folder may not be listable, but accessible by name.
  const names = await readdir(folder).catch(async () => {
    const isThere = await stat(path).then(Boolean, () => false);
    return isThere ? [basename(path)] : [];
  });
  const same = names.find((name) => sameName(name) === sameName(basename(path)));
  return same === undefined ? undefined : join(folder, same);
}

const sameName = (name: string): string => name.normalize('NFC').toUpperCase().toLowerCase();
