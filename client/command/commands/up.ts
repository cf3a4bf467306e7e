import { InvalidArgumentError, type Command } from 'commander';
import { apiOption, client, type ApiOptions } from '../service/api.js';
import { duration } from '../terminal/duration.js';
import { reportFailure, report } from '../terminal/output.js';
import { interruption } from '../terminal/interruption.js';
import { jsonLines } from '../transfer/json-lines.js';
import { findFiles } from '../transfer/local-files.js';
import { progressBars } from '../transfer/progress-bars.js';
import { sameNames } from '../transfer/same-names.js';
import { sendFiles } from '../transfer/send-files.js';
import { sendStandardInput, standardInput } from '../transfer/send-standard-input.js';
import { exitCodeOf, type UploadReporter } from '../transfer/upload-results.js';
import { parseByteSize } from '../terminal/parse-byte-size.js';
import { parseWholeNumber } from '../terminal/whole-number.js';

const more = `
A folder stands for all files in it and below it, but those that begin with a dot. What broke off goes on where it was
when the same command is run again within a day. In a pipe each file gives a line of JSON: path, id, status, reasons.

Examples:
  waybill up photo.jpg 'scans/**/*.pdf' videos/
  tar -cz photos | waybill up - --name photos.tar.gz
  waybill up report.pdf --expires 30d --metadata project=apollo --json | jq -r .id

Exit codes:
  0    every file is stored, and verified (with --no-wait: stored)
  1    at least one was refused
  2    at least one could not be sent, or the command line is wrong
  130  stopped by Ctrl-C; the same command resumes`;

interface Options extends ApiOptions {
  readonly jobs: number;
  readonly name?: string;
  readonly maxSize?: number;
  readonly type?: string;
  readonly expires?: number;
  readonly metadata?: Readonly<Record<string, string>>;
  readonly wait: boolean;
  readonly checksum: boolean;
  readonly json?: true;
}

/** `waybill up <path...>` */
export function addUp(program: Command): void {
  program
    .command('up')
    .alias('upload')
    .description('Upload files, folders and patterns, several at once, and report the outcome of each.')
    .argument('<path...>', 'files, folders, patterns in quotes, or - for standard input')
    .addOption(apiOption())
    .option('-j, --jobs <n>', 'concurrent files', parseWholeNumber(1), 8)
    .option('--name <name>', 'name to store, of standard input or a single file')
    .option(
      '--max-size <size>',
      'most bytes of standard input, such as 500MB; they count against your quota until all are there (default: what the service accepts)',
      parseByteSize,
    )
    .option('--type <type>', 'media type to declare, for all files; by default from the extension')
    .option('--expires <time>', 'delete the files after that time, such as 12h or 30d', duration)
    .option('--metadata <name=value>', 'store this with each file; repeat for more', entry)
    .option('--no-wait', 'do not wait for the content check')
    .option('--no-checksum', 'do not declare a SHA-256 for files in one PUT')
    .option('--json', 'one JSON object per line (the default if the output is not a terminal)')
    .addHelpText('after', more)
    .action(async (paths: string[], options: Options) => {
      try {
        const { signal } = interruption();
        const [files, hasInput] = await inputsOf(paths, options);
        const twins = sameNames(files);
        if (twins.length > 0)
          report(
            'folders are not kept: each file is stored by its name alone, with an id of its own',
            ...twins,
          );
        const waybill = await client(options);
        const { multipartThresholdBytes } = await waybill.limits({ signal });
        const asJson = options.json ?? !process.stdout.isTTY;
        const count = files.length + Number(hasInput);
        const reporter = withExitCode(asJson ? jsonLines() : progressBars(count));
        const { name } = options;
        const sending = {
          isVerdictAwaited: options.wait,
          signal,
          ...(options.type !== undefined && { contentType: options.type }),
          ...(options.metadata && { metadata: options.metadata }),
          ...(options.expires !== undefined && { expiresInSeconds: options.expires }),
        };
        if (hasInput && name !== undefined) {
          const { maxSize: maxSizeBytes } = options;
          const input = { ...sending, name, ...(maxSizeBytes !== undefined && { maxSizeBytes }) };
          reporter.reportResult(await sendStandardInput(waybill, input, reporter));
        }
        const checksumUpToBytes = options.checksum ? multipartThresholdBytes : 0;
        const { jobs } = options;
        const named = !hasInput && name !== undefined && { name };
        await sendFiles(waybill, files, { ...sending, ...named, jobs, checksumUpToBytes }, reporter);
        reporter.close();
        signal.throwIfAborted();
      } catch (error) {
        const isPipe = paths.includes(standardInput);
        reportFailure(
          error,
          isPipe
            ? 'standard input cannot be resumed: run the whole pipe again'
            : 'run the same command again to resume',
        );
      }
    });
}

/** The files, and whether standard input is among the arguments. @throws what does not fit together */
async function inputsOf(paths: readonly string[], { name }: Options): Promise<[string[], boolean]> {
  const files = await findFiles(paths.filter((path) => path !== standardInput));
  const hasInput = paths.includes(standardInput);
  if (hasInput && name === undefined) throw new Error('standard input has no name: give one with --name');
  if (hasInput && process.stdin.isTTY)
    throw new Error(
      'standard input is the keyboard: pipe something into it, such as `tar -c . | waybill up -`',
    );
  if (name !== undefined && files.length + Number(hasInput) > 1 && !hasInput)
    throw new Error(`--name is for one file, and these are ${files.length}`);
  return [files, hasInput];
}

/** The worst outcome of a file is the exit code. */
const withExitCode = (reporter: UploadReporter): UploadReporter => ({
  ...reporter,
  reportResult: (result) => {
    reporter.reportResult(result);
    process.exitCode = Math.max(Number(process.exitCode ?? 0), exitCodeOf(result));
  },
});

function entry(text: string, others: Readonly<Record<string, string>> = {}): Record<string, string> {
  const at = text.indexOf('=');
  if (at < 1) throw new InvalidArgumentError('Expected name=value.');
  return { ...others, [text.slice(0, at)]: text.slice(at + 1) };
}
