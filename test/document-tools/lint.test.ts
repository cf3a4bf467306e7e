import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { CommandFailure, run } from '../../local/process/command.js';
import { document, installTools } from './tools.js';

// The first run installs the tools.
jest.setTimeout(10 * 60_000);

let bin: string;
let folder: string;
beforeAll(async () => {
  bin = await installTools();
  folder = await mkdtemp(path.join(tmpdir(), 'waybill-lint-'));
});
afterAll(() => rm(folder, { recursive: true }));

const beside = (file: string) => path.join(import.meta.dirname, file);

/** The rules that the document breaks, warnings too. */
const linters = {
  async redocly(file: string): Promise<string[]> {
    const args = ['lint', file, '--config', beside('redocly.yaml'), '--format', 'json'];
    const { problems } = JSON.parse(await output('redocly', args)) as { problems: { ruleId: string }[] };
    return problems.map(({ ruleId }) => ruleId);
  },
  async spectral(file: string): Promise<string[]> {
    const args = ['lint', file, '--ruleset', beside('spectral.yaml'), '--format', 'json', '--quiet'];
    const found = JSON.parse(await output('spectral', args)) as { code: string }[];
    return found.map(({ code }) => code);
  },
};

/** Standard output, which both write whether they find something or not. */
async function output(tool: string, args: readonly string[]): Promise<string> {
  const file = path.join(folder, `${tool}.json`);
  try {
    // A redirection: their own messages go to standard error.
    await run('sh', ['-c', `"$0" "$@" > ${file} 2>/dev/null`, path.join(bin, tool), ...args], {
      env: process.env,
    });
  } catch (error) {
    if (!(error instanceof CommandFailure) || error.exitCode !== 1) throw error;
  }
  return readFile(file, 'utf8');
}

describe.each(['redocly', 'spectral'] as const)('%s', (tool) => {
  test('has nothing to say of the OpenAPI document', async () => {
    expect(await linters[tool](document)).toEqual([]);
  });

  test('finds what is wrong with another', async () => {
    const broken = JSON.parse(await readFile(document, 'utf8')) as {
      paths: Record<string, { get: { operationId: string } }>;
    };
    const { get } = broken.paths['/files'] ?? {};
    if (get) get.operationId = 'health';
    const file = path.join(folder, 'broken.json');
    await writeFile(file, JSON.stringify(broken));
    expect(await linters[tool](file)).toContain('operation-operationId-unique');
  });
});
