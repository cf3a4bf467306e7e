import type { Command } from 'commander';
import type { StoredFile } from '../../index.js';
import { apiOption, client, type ApiOptions } from '../service/api.js';
import { findStored } from '../service/stored-files.js';
import { byteSize } from '../terminal/byte-size.js';
import { interruption } from '../terminal/interruption.js';
import { print, printJson, reportFailure } from '../terminal/output.js';

const more = `
Examples:
  waybill info 01a20183-1091-72c5-ab13-7fd9c7af2064
  waybill info '*.pdf' --json | jq -r .sha256

Exit codes:
  0  shown
  2  at least one file was not found, or the command line is wrong`;

interface Options extends ApiOptions {
  readonly json?: true;
}

/** `waybill info <file...>` */
export function addInfo(program: Command): void {
  program
    .command('info')
    .description('Show all that is known of files: status, type, checksums, findings, metadata.')
    .argument('<file...>', 'ids, names, or patterns of names in quotes')
    .addOption(apiOption())
    .option('--json', 'one JSON object per line (the default if the output is not a terminal)')
    .addHelpText('after', more)
    .action(async (wanted: string[], options: Options) => {
      const { signal } = interruption();
      try {
        const waybill = await client(options);
        const files = await findStored(waybill, wanted, signal);
        if (options.json ?? !process.stdout.isTTY) return files.forEach(printJson);
        print(...files.flatMap((file, index) => (index > 0 ? ['', ...lines(file)] : lines(file))));
      } catch (error) {
        reportFailure(error, 'run the same command again');
      }
    });
}

function lines(file: StoredFile): string[] {
  const { reasons, warnings, metadata } = file;
  const facts: readonly (readonly [string, string | null])[] = [
    ['Name', file.filename],
    ['Id', file.id],
    ['Status', file.status],
    ['Size', `${byteSize(file.sizeBytes)} (${file.sizeBytes.toLocaleString('en-US')} bytes)`],
    ['Type', file.detectedType ?? file.contentType],
    ['Declared', file.contentType],
    ['Pixels', file.width && file.height ? `${file.width} x ${file.height}` : null],
    ['SHA-256', file.sha256],
    ['Created', time(file.createdAt)],
    ['Expires', file.expiresAt && time(file.expiresAt)],
    ...Object.entries(metadata).map(([name, value]) => ['Metadata', `${name}=${value}`] as const),
    ...reasons.map(
      ({ code, message, advice }) => ['Reason', `${code}: ${message} ${advice}`.trim()] as const,
    ),
    ...warnings.map(({ code, message }) => ['Warning', `${code}: ${message}`] as const),
  ];
  return facts.flatMap(([label, value]) => (value === null ? [] : `${label.padEnd(9)} ${value}`));
}

const time = (iso: string): string => `${iso.slice(0, 19).replace('T', ' ')} UTC`;
