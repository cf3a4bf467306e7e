#!/usr/bin/env node
import { Command, Option } from 'commander';
import type { CheckLevel } from '../../lambda/core/content/index.js';
import { inspect, type Inspection } from './inspect.js';
import { inspectionTable } from './inspection-table.js';
import { sweep } from './sweep.js';
import { sweepTable } from './sweep-table.js';

const exitCodes = `
Exit codes:
  0  every file would be accepted
  1  at least one would be rejected
  2  a file could not be read, or the command line is wrong`;

interface InspectOptions {
  readonly declared?: string;
  readonly level: CheckLevel;
  readonly allow: string[];
  readonly json?: true;
}

interface SweepOptions {
  readonly function: string;
  readonly dryRun?: boolean;
  readonly json?: true;
}

const program = new Command('waybill').description('Private files on AWS, from the command line.');
// Before the commands: they take it over when they are made.
program.exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2));

program
  .command('inspect')
  .description(
    'Say what files really are, and whether Waybill would accept them: the check that uploads go through.',
  )
  .argument('<file...>', 'files of this machine')
  .option('--declared <type>', 'compare with this media type, as an upload that declares it')
  .addOption(
    new Option('--level <level>', 'how deep to look')
      .choices(['standard', 'strict', 'full'])
      .default('strict'),
  )
  .option(
    '--allow <type>',
    'accept this type too, even if it is a program, a script or a page; repeat for more',
    collect,
    [],
  )
  .option('--json', 'one JSON object a line (the default where the output is no terminal)')
  .addHelpText('after', exitCodes)
  .action(async (files: string[], { declared, level, allow, json }: InspectOptions) => {
    const asJson = json ?? !process.stdout.isTTY;
    const options = { level, alsoAllowedTypes: allow, ...(declared && { declaredType: declared }) };
    const inspections: Inspection[] = [];
    for (const file of files) {
      try {
        const inspection = await inspect(file, options);
        if (asJson) process.stdout.write(`${JSON.stringify(inspection)}\n`);
        else inspections.push(inspection);
        if (inspection.verdict === 'reject') process.exitCode ??= 1;
      } catch (error) {
        process.stderr.write(
          `waybill: ${file} could not be read: ${error instanceof Error ? error.message : String(error)}\n`,
        );
        process.exitCode = 2;
      }
    }
    if (inspections.length > 0) process.stdout.write(`${inspectionTable(inspections)}\n`);
  });

program
  .command('sweep')
  .description('Have a deployment sweep now, with your AWS credentials; or tell what a sweep would do.')
  .option('--dry-run', 'change nothing')
  .addOption(
    new Option('--function <name>', 'the stack’s output SweepFunctionName')
      .env('WAYBILL_SWEEP_FUNCTION')
      .makeOptionMandatory(),
  )
  .option('--json', 'the report as JSON (the default where the output is no terminal)')
  .addHelpText(
    'after',
    '\nExit codes:\n  0  swept\n  1  something failed\n  2  the function could not be called, or the command line is wrong',
  )
  .action(async ({ function: name, dryRun = false, json }: SweepOptions) => {
    try {
      const report = await sweep(name, dryRun);
      const asJson = json ?? !process.stdout.isTTY;
      process.stdout.write(`${asJson ? JSON.stringify(report) : sweepTable(report)}\n`);
      process.exitCode = report.counts.failed ? 1 : 0;
    } catch (error) {
      process.stderr.write(`waybill: ${error instanceof Error ? error.message : String(error)}\n`);
      process.exitCode = 2;
    }
  });

await program.parseAsync();

function collect(value: string, previous: string[]): string[] {
  return [...previous, value];
}
