import { Option, type Command } from 'commander';
import { reportFailure, print, printJson } from '../terminal/output.js';
import { invokeSweep } from '../sweep/sweep.js';
import { sweepTable } from '../sweep/sweep-table.js';

const exitCodes = `
Exit codes:
  0  swept
  1  something failed
  2  the function could not be called, or the command line is wrong`;

interface Options {
  readonly function: string;
  readonly dryRun?: boolean;
  readonly json?: true;
}

/** `waybill sweep` */
export function addSweep(program: Command): void {
  program
    .command('sweep')
    .description('Sweep a deployment now, with your AWS credentials; or report what a sweep would do.')
    .option('--dry-run', 'change nothing')
    .addOption(
      new Option('--function <name>', 'the stack’s output SweepFunctionName')
        .env('WAYBILL_SWEEP_FUNCTION')
        .makeOptionMandatory(),
    )
    .option('--json', 'the report as JSON (the default if the output is not a terminal)')
    .addHelpText('after', exitCodes)
    .action(async ({ function: name, dryRun = false, json }: Options) => {
      try {
        const report = await invokeSweep(name, dryRun);
        if (json ?? !process.stdout.isTTY) printJson(report);
        else print(...sweepTable(report));
        process.exitCode = report.counts.failed ? 1 : 0;
      } catch (error) {
        reportFailure(error);
      }
    });
}
