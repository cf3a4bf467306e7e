/**
 * Cost of a check, by format, compared with file-type and libmagic (wasm) on the same files in the same run.
 *
 *   npm run bench:content -- [FOLDER...] [--rounds N] [--short]
 *
 * Without a folder: the fixtures of this repository. --short: a smoke test, one round with one file in ten.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { quantile, sampleFiles, type Sample } from './sample.js';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: 'string', default: '15' }, short: { type: 'boolean' } },
});
const folders = positionals.length > 0 ? positionals : ['test/fixtures/content'];
const files = folders.flatMap((folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name)),
);
const chosen = values.short ? files.filter((_path, index) => index % 10 === 0) : files;
const rounds = values.short ? 1 : Number(values.rounds);

const samples = await sampleFiles(chosen, (path) => readFileSync(path), rounds);
const types = [...new Set(samples.map((sample) => sample.type))].sort();
const rows = types.map((type) =>
  row(
    type,
    samples.filter((sample) => sample.type === type),
  ),
);
const header = [
  'format',
  'files',
  'waybill µs',
  'file-type µs',
  'libmagic µs',
  'x file-type',
  'CPU p50 µs',
  'CPU p99 µs',
  'CPU max µs',
  'bytes',
  'bytes 99 %',
  'ranges',
  'ranges max',
];
process.stdout.write(`${markdownTable([header, ...rows, row('all', samples)])}\n`);

function row(name: string, of: readonly Sample[]): string[] {
  const at = (field: keyof Omit<Sample, 'type'>, q: number) =>
    quantile(
      of.map((sample) => sample[field]),
      q,
    );
  const [waybill, fileType, libmagic] = [at('waybill', 0.5), at('fileType', 0.5), at('libmagic', 0.5)];
  return [
    name,
    String(of.length),
    waybill.toFixed(0),
    fileType.toFixed(0),
    libmagic.toFixed(0),
    (waybill / fileType).toFixed(2),
    at('cpu', 0.5).toFixed(0),
    at('cpu', 0.99).toFixed(0),
    at('cpu', 1).toFixed(0),
    String(at('bytesRead', 0.5)),
    String(at('bytesRead', 0.99)),
    String(at('ranges', 0.5)),
    String(at('ranges', 1)),
  ];
}

function markdownTable(lines: readonly (readonly string[])[]): string {
  const [first = [], ...rest] = lines.map((cells) => `| ${cells.join(' | ')} |`);
  return [first, `|${' --- |'.repeat(lines[0]?.length ?? 0)}`, ...rest].join('\n');
}
