import { Option, type Command } from 'commander';
import { apiOption, client, type ApiOptions } from '../service/api.js';
import type { StoredFile } from '../../index.js';
import type { ListOptions } from '../../api/list.js';
import { byteSize } from '../terminal/byte-size.js';
import { moment } from '../terminal/moment.js';
import { reportFailure, print, printJson } from '../terminal/output.js';
import { table } from '../terminal/table.js';
import { parseWholeNumber } from '../terminal/whole-number.js';

const exitCodes = `
Exit codes:
  0  listed
  2  the service could not be asked, or the command line is wrong`;

interface Options extends ApiOptions {
  readonly status?: ListOptions['status'];
  readonly type?: string;
  readonly after?: string;
  readonly before?: string;
  readonly shared?: boolean;
  readonly limit: number;
  readonly json?: true;
}

/** `waybill ls` */
export function addLs(program: Command): void {
  program
    .command('ls')
    .alias('list')
    .description('List your files, newest first.')
    .addOption(apiOption())
    .addOption(
      new Option('--status <status>', 'only files in this state').choices([
        ...['pending', 'completing', 'uploaded', 'held', 'verified', 'rejected', 'expired', 'aborted'],
      ]),
    )
    .option('--type <type>', 'only files of this media type, such as image/png or image/*')
    .option('--after <time>', 'only files created then or later: a time, or an age such as 2h', (text) =>
      moment(text),
    )
    .option('--before <time>', 'only files created before then', (text) => moment(text))
    .option('--shared', 'files that others have granted to you')
    .option('-n, --limit <n>', 'maximum number', parseWholeNumber(1), 100)
    .option('--json', 'one JSON object per line (the default if the output is not a terminal)')
    .addHelpText('after', exitCodes)
    .action(async ({ limit, json, shared = false, after, before, status, type, api }: Options) => {
      try {
        const waybill = await client({ ...(api !== undefined && { api }) });
        const asJson = json ?? !process.stdout.isTTY;
        const files: StoredFile[] = [];
        const listed = waybill.list({
          sharedWithMe: shared,
          pageSize: Math.min(limit, 100),
          ...(status && { status }),
          ...(type !== undefined && { type }),
          ...(after !== undefined && { createdAfter: after }),
          ...(before !== undefined && { createdBefore: before }),
        });
        let count = 0;
        for await (const file of listed) {
          if (asJson) printJson(file);
          else files.push(file);
          if (++count === limit) break;
        }
        if (files.length > 0) print(...fileTable(files));
      } catch (error) {
        reportFailure(error);
      }
    });
}

const fileTable = (files: readonly StoredFile[]): string[] =>
  table(
    ['ID', 'STATUS', 'SIZE', 'TYPE', 'CREATED', 'NAME'],
    files.map(({ id, status, sizeBytes, contentType, detectedType, createdAt, filename }) => [
      id,
      status,
      byteSize(sizeBytes),
      detectedType ?? contentType,
      createdAt.slice(0, 16).replace('T', ' '),
      filename,
    ]),
    { rightAligned: ['SIZE'] },
  );
