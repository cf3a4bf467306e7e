import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Command } from 'commander';
import { readersName } from '../../../lambda/core/content/index.js';
import { diskName } from '../../../text/saved-name.js';
import { apiOption, client, type ApiOptions } from '../service/api.js';
import { interruption } from '../terminal/interruption.js';
import { reportFailure, report } from '../terminal/output.js';
import { fetchToFile, fetchToStream } from '../transfer/fetch-file.js';

const more = `
The bytes are compared with the SHA-256 that was declared at upload, where one was. What broke off goes on where it
was when the same command is run again.

Examples:
  waybill get 01a20183-1091-72c5-ab13-7fd9c7af2064
  waybill get 01a20183-1091-72c5-ab13-7fd9c7af2064 -o - | tar -x

Exit codes:
  0  all bytes are there, and the right ones
  2  they are not, or the command line is wrong`;

interface Options extends ApiOptions {
  readonly output?: string;
  readonly force?: true;
}

/** `waybill get <id>` */
export function addGet(program: Command): void {
  program
    .command('get')
    .description('Download a file.')
    .argument('<id>', 'from `waybill ls` or `waybill up`')
    .addOption(apiOption())
    .option('-o, --output <path>', 'a file or a folder; - is standard output; by default the file’s own name')
    .option('-f, --force', 'replace an existing file')
    .addHelpText('after', more)
    .action(async (id: string, options: Options) => {
      const { signal } = interruption();
      try {
        const waybill = await client(options);
        const file = await waybill.file(id, { signal });
        if (options.output === '-') {
          await fetchToStream(waybill, file, process.stdout, signal);
          return;
        }
        const path = await placeOf(options.output, readersName(file));
        const twin = options.force ? undefined : await twinOf(path);
        if (twin !== undefined)
          throw new Error(`${twin} is there already: give another name with --output, or --force`);
        await fetchToFile(waybill, file, path, signal);
        report(path);
      } catch (error) {
        reportFailure(error);
      }
    });
}

async function placeOf(output: string | undefined, filename: string): Promise<string> {
  const isFolder = output !== undefined && (await stat(output).catch(() => undefined))?.isDirectory();
  if (output !== undefined && !isFolder) return output;
  return join(output ?? '.', diskName(filename));
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
