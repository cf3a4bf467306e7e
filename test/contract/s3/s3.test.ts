import { afterAll, describe, expect, jest, test } from '@jest/globals';
import { Buckets } from './buckets.js';
import { differences } from './differences.js';
import { account, accountProfile } from './engines/account.js';
import type { EngineName, RunningEngine } from './engines/engine.js';
import { engines } from './engines.js';
import { groups } from './rows.js';
import { Store } from './store.js';
import { table } from './table.js';

// The longest row sends a thousand parts.
jest.setTimeout(60_000);
/** Building an engine takes minutes, once. */
const startTimeoutMs = 600_000;

const run = engines.filter((engine) => engine !== account || accountProfile);
const answers = new Map<EngineName, Map<string, string>>();

afterAll(() => {
  const account = accountProfile ? '' : 'Amazon S3: not run, WAYBILL_AWS_PROFILE names no profile\n';
  process.stdout.write(`${table(answers)}\n${account}`);
});

describe.each(run)('$title', (engine) => {
  let running: RunningEngine | undefined;
  let starting: Promise<Store> | undefined;
  const started = () => (starting ??= start());

  async function start(): Promise<Store> {
    answers.set(engine.name, new Map());
    running = await engine.start();
    const buckets = new Buckets(running.access);
    const bucket = await buckets.make();
    await buckets.openToPages(bucket);
    return new Store(running.access, bucket, buckets);
  }

  test('starts', async () => void (await started()), startTimeoutMs);

  afterAll(async () => {
    // The others' folders are removed with them.
    if (engine === account && running) await (await started()).buckets.removeAll();
    await running?.stop();
  });

  for (const { title, rows } of groups) {
    describe(title, () => {
      test.each(rows)('$does: $answers', async ({ name, answers: expected, run }) => {
        const store = await started().catch(() => undefined);
        if (!store) throw new Error(`${engine.title} did not start`);
        const difference = differences[engine.name][name];
        const answer = await run(store).catch((error: unknown) => `fails: ${String(error)}`);
        answers.get(engine.name)?.set(name, answer);
        expect(answer).toBe(difference?.answers ?? expected);
      });
    });
  }
});
