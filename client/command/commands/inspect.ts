import { Option, type Command } from 'commander';
import type { CheckLevel } from '../../../lambda/core/content/index.js';
import { inspect, type Inspection } from '../inspection/inspect.js';
import { inspectionTable } from '../inspection/inspection-table.js';
import { plainReason } from '../terminal/message.js';
import { print, printJson, report } from '../terminal/output.js';

const exitCodes = `
Exit codes:
  0  every file would be accepted
  1  at least one would be rejected
  2  a file could not be read, or the command line is wrong`;

interface Options {
  readonly declared?: string;
  readonly level: CheckLevel;
  readonly allow: string[];
  readonly json?: true;
}

/** `waybill inspect <path...>` */
export function addInspect(program: Command): void {
  program
    .command('inspect')
    .description(
      'Detect what local files really are, and whether Waybill would accept them: the content check of uploads.',
    )
    .argument('<path...>', 'local files')
    .option('--declared <type>', 'compare with this media type, as an upload that declares it')
    .addOption(
      new Option('--level <level>', 'depth of the check')
        .choices(['standard', 'strict', 'full'])
        .default('strict'),
    )
    .option(
      '--allow <type>',
      'also accept this type, even if it is a program, a script or a page; repeat for more',
      (type: string, others: string[]) => [...others, type],
      [],
    )
    .option('--json', 'one JSON object per line (the default if the output is not a terminal)')
    .addHelpText('after', exitCodes)
    .action(async (files: string[], { declared, level, allow, json }: Options) => {
      const asJson = json ?? !process.stdout.isTTY;
      const options = { level, alsoAllowedTypes: allow, ...(declared && { declaredType: declared }) };
      const inspections: Inspection[] = [];
      for (const file of files) {
        try {
          const inspection = await inspect(file, options);
          if (asJson) printJson(inspection);
          else inspections.push(inspection);
          if (inspection.verdict === 'reject') process.exitCode ??= 1;
        } catch (error) {
          report(`${file} could not be read: ${plainReason(error)}`);
          process.exitCode = 2;
        }
      }
      if (inspections.length > 0) print(...inspectionTable(inspections));
    });
}
