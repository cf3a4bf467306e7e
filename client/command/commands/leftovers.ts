import type { Command } from 'commander';
import { findLeftovers } from '../leftovers/find-leftovers.js';
import type { Leftover } from '../leftovers/leftover.js';
import { leftoverLines } from '../leftovers/leftovers-table.js';
import { print, printJson, reportFailure } from '../terminal/output.js';

const exitCodes = `
Exit codes:
  0  nothing is left
  1  something is left; each is named, with the commands that remove it
  2  AWS could not be reached or refused a request, or the command line is wrong`;

interface Options {
  readonly json?: true;
}

/** `waybill leftovers` */
export function addLeftovers(program: Command): void {
  program
    .command('leftovers')
    .description(
      'List what deployments left in your account and region when they were removed or failed, and how to remove it. ' +
        'Removes nothing.',
    )
    .argument('[stack]', 'the name of one stack (default: all)')
    .option('--json', 'one JSON object per line (the default if the output is not a terminal)')
    .addHelpText('after', exitCodes)
    .action(async (stack: string | undefined, { json }: Options) => {
      try {
        // Loaded here: the other commands do not need the AWS SDK, and start faster.
        const { leftoverSources } = await import('../aws/leftover-sources.js');
        const sources = await leftoverSources();
        const found: Leftover[] = [];
        for await (const one of findLeftovers(sources, stack)) found.push(one);
        found.sort((a, b) => a.deployment.localeCompare(b.deployment) || a.kind.localeCompare(b.kind));
        if (json ?? !process.stdout.isTTY) found.forEach(printJson);
        else print(...leftoverLines(found, sources.region));
        process.exitCode = found.length > 0 ? 1 : 0;
      } catch (error) {
        reportFailure(error);
      }
    });
}
