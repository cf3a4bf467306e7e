import type { Command } from 'commander';
import { apiOption, client, type ApiOptions } from '../service/api.js';
import { isWaybillError } from '../../api/error.js';
import { reportFailure, report } from '../terminal/output.js';

const exitCodes = `
Exit codes:
  0  all are deleted
  1  at least one was not there
  2  at least one could not be deleted, or the command line is wrong`;

/** `waybill rm <id...>` */
export function addRm(program: Command): void {
  program
    .command('rm')
    .description('Delete files permanently; links to them and presigned URLs stop working at once.')
    .argument('<id...>', 'from `waybill ls` or `waybill up`')
    .addOption(apiOption())
    .addHelpText('after', exitCodes)
    .action(async (ids: string[], options: ApiOptions) => {
      try {
        const waybill = await client(options);
        for (const id of ids) {
          try {
            await waybill.delete(id);
          } catch (error) {
            if (!isWaybillError(error, 'file-not-found')) throw error;
            report(`${id}: ${error.detail}`);
            process.exitCode = 1;
          }
        }
      } catch (error) {
        process.exitCode = undefined;
        reportFailure(error);
      }
    });
}
