import type { Command } from 'commander';
import { apiOption, client, type ApiOptions } from '../service/api.js';
import { idOf } from '../service/stored-files.js';
import { interruption } from '../terminal/interruption.js';
import { printJson, reportFailure } from '../terminal/output.js';

const more = `
Only the name changes: the id, the bytes, links and grants stay.

Examples:
  waybill mv IMG_0012.jpg beach.jpg
  waybill mv 01a20183-1091-72c5-ab13-7fd9c7af2064 beach.jpg

Exit codes:
  0  renamed
  2  not renamed, or the command line is wrong`;

interface Options extends ApiOptions {
  readonly json?: true;
}

/** `waybill mv <file> <name>` */
export function addMv(program: Command): void {
  program
    .command('mv')
    .alias('rename')
    .description('Rename a file.')
    .argument('<file>', 'its id, or its name if no other file has it')
    .argument('<name>', 'the new name')
    .addOption(apiOption())
    .option('--json', 'print the file as JSON')
    .addHelpText('after', more)
    .action(async (wanted: string, filename: string, options: Options) => {
      const { signal } = interruption();
      try {
        const waybill = await client(options);
        const id = await idOf(waybill, wanted, signal);
        const file = await waybill.change(id, { filename }, { signal });
        if (options.json) printJson(file);
      } catch (error) {
        reportFailure(error, 'run the same command again');
      }
    });
}
