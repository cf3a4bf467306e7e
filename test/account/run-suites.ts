import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { accountSuites } from './suites.js';

/** What one suite has shown. */
export interface SuiteResult {
  readonly name: string;
  readonly passed: number;
  /** Full names of tests. */
  readonly failed: readonly string[];
}

/** Jest's output with `--json`, as far as it is read here. */
interface JestOutput {
  readonly testResults: readonly {
    readonly name: string;
    readonly message: string;
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
  }[];
}

/** Runs end-to-end suites against the system that the environment hands over. */
export const runEndToEnd = (wanted: 'short' | 'all', folder: string): Promise<SuiteResult[]> => {
  const names = wanted === 'short' ? accountSuites.short : [...accountSuites.short, ...accountSuites.more];
  return runJest(
    folder,
    'test/account/jest.config.js',
    names.map((name) => `test/end-to-end/${name}.test.ts`),
    {},
  );
};

/** Runs the rows of the contract suite against Amazon S3, in buckets of its own that it removes. */
export const runContract = (profile: string, region: string, folder: string): Promise<SuiteResult[]> =>
  runJest(
    folder,
    'test/contract/jest.config.js',
    ['test/contract/s3/s3.test.ts', '--selectProjects', 'contract', '--testNamePattern', '^Amazon S3'],
    { WAYBILL_AWS_PROFILE: profile, AWS_REGION: region },
  );

async function runJest(
  folder: string,
  config: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<SuiteResult[]> {
  const outputFile = path.join(folder, 'jest.json');
  const jest = ['--experimental-vm-modules', 'node_modules/jest/bin/jest.js', '--config', config];
  const child = spawn(process.execPath, [...jest, '--json', '--outputFile', outputFile, ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  await once(child, 'exit');
  const { testResults } = JSON.parse(await readFile(outputFile, 'utf8')) as JestOutput;
  return testResults.map(({ name, message, assertionResults }) => {
    const of = (status: string) => assertionResults.filter((one) => one.status === status);
    const failed = of('failed').map(({ fullName }) => fullName);
    // A file that could not be loaded has no tests.
    const isBroken = assertionResults.length === 0;
    return {
      name: path.basename(name, '.test.ts'),
      passed: of('passed').length,
      failed: isBroken ? [message] : failed,
    };
  });
}
