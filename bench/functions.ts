/**
 * `npm run bench`: cost of `presign` and `download`, compared with the handlers of AWS's own samples for the same work,
 * alternating in one run. Machines differ and are noisy: quote the ratios. `-- --short` is a smoke test.
 */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { build } from 'esbuild';
import type { Policy } from '../lambda/core/settings/policy.js';
import { requestFor } from './request.js';
import { tableEndpoint } from './table-endpoint.js';

const { short } = parseArgs({ options: { short: { type: 'boolean' } } }).values;
const rounds = short ? 1 : 9;
const warmCalls = short ? 5 : 200;
const root = join(import.meta.dirname, '..');
const run = promisify(execFile);

const policy: Policy = {
  allowedTypes: ['image/png'],
  maxSizeBytes: 5_000_000,
  multipartThresholdBytes: 64 * 1024 ** 2,
  uploadExpiresInSeconds: 900,
  partExpiresInSeconds: 900,
  uploadLifeSeconds: 86_400,
  readExpiresInSeconds: 900,
  maxPixels: 100_000_000,
  contentLevel: 'strict',
  onFinding: 'reject',
  quota: {},
  access: { ownerClaim: 'sub', groupsClaim: 'cognito:groups', rolesClaim: 'cognito:groups' },
};

interface Sample {
  readonly loadMs: number;
  readonly firstCallMs: number;
  readonly warmCpuUs: number;
}
const figures = ['loadMs', 'firstCallMs', 'warmCpuUs'] as const;

const folder = mkdtempSync(join(tmpdir(), 'waybill-bench-'));
const endpoint = await tableEndpoint(folder);
try {
  process.stdout.write(`Node ${process.version}, ${rounds} rounds, medians\n\n`);
  for (const name of ['presign', 'download'] as const) await compare(name);
} finally {
  await endpoint.stop();
  rmSync(folder, { recursive: true, force: true });
}

async function compare(name: 'presign' | 'download'): Promise<void> {
  const ours = join(root, `dist/lambda/${name}/index.js`);
  const yardstick = join(folder, `${name}.js`);
  // esbuild's own defaults for Node.js, as in `sam build` and CDK's bundling.
  const entryPoints = [join(root, `bench/yardstick/${name}.ts`)];
  await build({ entryPoints, outfile: yardstick, bundle: true, platform: 'node', logLevel: 'error' });

  const samples: { ours: Sample[]; yardstick: Sample[] } = { ours: [], yardstick: [] };
  for (let round = 0; round < rounds; round++) {
    samples.ours.push(await measure(name, ours));
    samples.yardstick.push(await measure(name, yardstick));
  }
  const row = (label: string, one: number, other: number, digits: number) =>
    `| ${label} | ${one.toFixed(digits)} | ${other.toFixed(digits)} | ${(one / other).toFixed(2)} |\n`;
  process.stdout.write(`| ${name} | Waybill | yardstick | ratio |\n| --- | --- | --- | --- |\n`);
  process.stdout.write(row('bundle, KB', statSync(ours).size / 1024, statSync(yardstick).size / 1024, 0));
  const labels = {
    loadMs: 'load, ms',
    firstCallMs: 'load + first call, ms',
    warmCpuUs: 'CPU per warm call, us',
  };
  for (const figure of figures) {
    const [one, other] = [samples.ours, samples.yardstick].map((all) =>
      median(all.map((sample) => sample[figure])),
    );
    process.stdout.write(row(labels[figure], one as number, other as number, 1));
  }
  process.stdout.write('\n');
}

async function measure(name: 'presign' | 'download', bundle: string): Promise<Sample> {
  const script = join(root, 'bench/measure-bundle.mjs');
  const { stdout } = await run(
    process.execPath,
    [script, bundle, JSON.stringify(requestFor(name)), String(warmCalls)],
    {
      env: {
        PATH: process.env['PATH'],
        AWS_REGION: 'eu-west-1',
        AWS_ACCESS_KEY_ID: 'bench',
        AWS_SECRET_ACCESS_KEY: 'bench',
        AWS_SESSION_TOKEN: 'bench',
        AWS_ENDPOINT_URL_DYNAMODB: endpoint.url,
        NODE_EXTRA_CA_CERTS: endpoint.certificate,
        BUCKET: 'private-files',
        DEPLOYMENT: 'bench',
        TABLE: 'files',
        POLICY: JSON.stringify(policy),
        VALIDATION_QUEUE_URL: 'https://sqs.eu-west-1.amazonaws.com/111122223333/validation',
      },
    },
  );
  return JSON.parse(stdout) as Sample;
}

function median(values: readonly number[]): number {
  return [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] as number;
}
