import type { Command } from 'commander';
import { apiOption, client, type ApiOptions } from '../service/api.js';
import { isWaybillError } from '../../api/error.js';
import { idOf, NoOneFile } from '../service/stored-files.js';
import { interruption } from '../terminal/interruption.js';
import { reportFailure, report } from '../terminal/output.js';

const exitCodes = `
Exit codes:
  0  all are deleted
  1  at least one was not there
  2  at least one could not be deleted, or the command line is wrong`;

/** `waybill rm <file...>` */
export function addRm(program: Command): void {
  program
    .command('rm')
    .alias('delete')
    .description('Delete files permanently; links to them and presigned URLs stop working at once.')
    .argument('<file...>', 'ids, or names that only one file has')
    .addOption(apiOption())
    .addHelpText('after', exitCodes)
    .action(async (wanted: string[], options: ApiOptions) => {
      const { signal } = interruption();
      try {
        const waybill = await client(options);
        for (const each of wanted) {
          try {
            await waybill.delete(await idOf(waybill, each, signal), { signal });
          } catch (error) {
            if (isWaybillError(error, 'file-not-found')) report(`${each}: ${error.detail}`);
            else if (error instanceof NoOneFile) report(error.message);
            else throw error;
            process.exitCode = 1;
          }
        }
      } catch (error) {
        if (!signal.aborted) process.exitCode = undefined;
        reportFailure(error, 'run the same command again');
      }
    });
}
