import path from 'node:path';
import { parseArgs } from 'node:util';
import { cacheDirectory } from './process/cache-directory.js';
import { readState } from './state.js';

const usage = 'Usage: npm run --silent token -- SUBJECT [--group GROUP]...';

/** Prints a bearer token of the running system for one subject. */
async function main(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { group: { type: 'string', multiple: true }, directory: { type: 'string' } },
  });
  const [subject] = positionals;
  if (subject === undefined || positionals.length > 1) throw new Error(usage);
  const state = await readState(path.join(values.directory ?? cacheDirectory, 'state.json'));
  if (!state) throw new Error('Waybill does not run on this machine. Start it with: npm start');
  const answer = await fetch(`${state.pageUrl}/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ subject, groups: values.group ?? [] }),
    signal: AbortSignal.timeout(10_000),
  });
  const { token, message } = (await answer.json()) as { token?: string; message?: string };
  if (!token) throw new Error(message ?? `The page server answered ${String(answer.status)}.`);
  process.stdout.write(`${token}\n`);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 1;
});
