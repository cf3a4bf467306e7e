import { text } from 'node:stream/consumers';
import password from '@inquirer/password';
import { Option, type Command } from 'commander';
import { apiOption, client, type ApiOptions } from '../service/api.js';
import { idOf } from '../service/stored-files.js';
import type { Share } from '../../index.js';
import { duration } from '../terminal/duration.js';
import { interruption } from '../terminal/interruption.js';
import { reportFailure, print, printJson } from '../terminal/output.js';
import { table } from '../terminal/table.js';
import { parseWholeNumber } from '../terminal/whole-number.js';

const more = `
The link is printed once and kept nowhere: whoever has it can read the file until it ends or is taken back.

Examples:
  waybill share 01a20183-1091-72c5-ab13-7fd9c7af2064 --expires 7d --max-downloads 3
  waybill share 01a20183-1091-72c5-ab13-7fd9c7af2064 --list

Exit codes:
  0  done
  2  the file cannot be shared, or the command line is wrong`;

interface Options extends ApiOptions {
  readonly expires?: number;
  readonly maxDownloads?: number;
  readonly password?: true;
  readonly passwordStdin?: true;
  readonly list?: true;
  readonly revoke?: string;
  readonly json?: true;
}

/** `waybill share <file>` */
export function addShare(program: Command): void {
  program
    .command('share')
    .description(
      'Create a link with which anyone may read a file until it expires; list links, or revoke one.',
    )
    .argument('<file>', 'its id, or its name if no other file has it')
    .addOption(apiOption())
    .option('--expires <time>', 'how long the link works, such as 15m, 24h or 30d (default: 24h)', duration)
    .option('--max-downloads <n>', 'how often the file may be read', parseWholeNumber(1))
    .option('--password', 'prompt for a password of the link')
    .addOption(new Option('--password-stdin', 'read the password from standard input').conflicts('password'))
    .option('--list', 'list the active links')
    .addOption(new Option('--revoke <share-id>', 'revoke a link').conflicts('list'))
    .option('--json', 'JSON (the default with --list if the output is not a terminal)')
    .addHelpText('after', more)
    .action(async (wanted: string, options: Options) => {
      const { signal } = interruption();
      try {
        const waybill = await client(options);
        const id = await idOf(waybill, wanted, signal);
        if (options.revoke !== undefined) return await waybill.unshare(id, options.revoke);
        if (options.list) {
          const shares = await waybill.shares(id);
          return (options.json ?? !process.stdout.isTTY) ? printJson(shares) : print(...listed(shares));
        }
        const secret = await passwordOf(options);
        const share = await waybill.share(id, {
          ...(options.expires !== undefined && { expiresInSeconds: options.expires }),
          ...(options.maxDownloads !== undefined && { maxDownloads: options.maxDownloads }),
          ...(secret !== undefined && { password: secret }),
        });
        if (options.json) printJson(share);
        else print(share.url);
      } catch (error) {
        reportFailure(error, 'no link was made');
      }
    });
}

async function passwordOf(options: Options): Promise<string | undefined> {
  if (options.passwordStdin) return (await text(process.stdin)).replace(/\r?\n$/, '');
  return options.password ? password({ message: 'Password for readers', mask: true }) : undefined;
}

function listed(shares: readonly Share[]): string[] {
  if (shares.length === 0) return ['No link leads to this file.'];
  const rows = shares.map(({ id, expiresAt, downloads, maxDownloads, hasPassword }) => [
    id,
    expiresAt.slice(0, 16).replace('T', ' '),
    maxDownloads === null ? String(downloads) : `${String(downloads)} of ${String(maxDownloads)}`,
    hasPassword ? 'yes' : 'no',
  ]);
  return table(['ID', 'ENDS', 'DOWNLOADS', 'PASSWORD'], rows, { rightAligned: ['DOWNLOADS'] });
}
