import { Option, type Command } from 'commander';
import { reportFailure, print, printJson } from '../terminal/output.js';
import { redriveLines, redriveSummary, type RedriveCounts } from '../redrive/redrive-lines.js';
import { redrive, type RedrivePorts } from '../redrive/redrive.js';

const exitCodes = `
Exit codes:
  0  everybody was told of everything (or would be), and nothing is kept any more
  1  something stays: records that cannot be told, or objects that are no batches; each is named
  2  the bucket or the function could not be reached, or the command line is wrong`;

interface Options {
  readonly function: string;
  readonly bucket: string;
  readonly keptFor?: string;
  readonly dryRun?: boolean;
  readonly json?: true;
}

/** `waybill announce redrive` */
export function addAnnounce(program: Command): void {
  const announce = program.command('announce').description('Events that could not be published.');
  announce
    .command('redrive')
    .description(
      'Publish the events of failed batches that Lambda has kept in the bucket, with your AWS credentials.',
    )
    .option('--dry-run', 'publish nothing and remove nothing')
    .addOption(
      required('--function <name>', 'the stack’s output AnnounceFunctionName', 'WAYBILL_ANNOUNCE_FUNCTION'),
    )
    .addOption(required('--bucket <name>', 'the stack’s output BucketName', 'WAYBILL_BUCKET'))
    .option('--kept-for <name>', 'name of the function when the batches were kept (default: the same)')
    .option('--json', 'one JSON object per line (the default if the output is not a terminal)')
    .addHelpText('after', exitCodes)
    .action(async ({ function: name, bucket, keptFor = name, dryRun = false, json }: Options) => {
      const asJson = json ?? !process.stdout.isTTY;
      const counts: RedriveCounts = { told: 0, tellable: 0, kept: 0, foreign: 0, records: 0, events: 0 };
      try {
        for await (const one of redrive(await ports(name, bucket), keptFor, dryRun)) {
          counts[one.outcome] += 1;
          counts.records += one.records;
          counts.events += one.events;
          if (asJson) printJson(one);
          else print(...redriveLines(one));
        }
        if (asJson) printJson({ summary: counts });
        else print(redriveSummary(counts, dryRun));
        process.exitCode = counts.kept + counts.foreign > 0 ? 1 : 0;
      } catch (error) {
        reportFailure(error);
      }
    });
}

const required = (flags: string, description: string, variable: string) =>
  new Option(flags, description).env(variable).makeOptionMandatory();

/** Loaded here: the other commands do not need the AWS SDK, and start faster. */
async function ports(name: string, bucket: string): Promise<RedrivePorts> {
  const [{ functionCall, FunctionFailed }, { keptObjects }] = await Promise.all([
    import('../aws/function-call.js'),
    import('../aws/kept-objects.js'),
  ]);
  return {
    objects: keptObjects(bucket),
    ask: functionCall(name) as RedrivePorts['ask'],
    isFunctionFailure: (error) => error instanceof FunctionFailed,
  };
}
