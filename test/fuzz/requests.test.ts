import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { everyRoute } from '../api/every-route.js';
import { OperationCounter } from './operations.js';
import { Random } from './random.js';
import { requestCase } from './request/request-case.js';

/** Of an error, headers and body. */
const maxAnswerBytes = 8 * 1024;
/** The limits of any request. */
const maxParsedBytes = 64 * 1024;
/** Executed blocks of code, our own and zod's: fewer than one for each of those bytes, which one expression reads. */
const maxOperations = 50_000;
/** Reading the counter costs more than most requests. */
const batchSize = 25;

const answerTo = everyRoute();
let counter: OperationCounter;
let parsed: jest.SpiedFunction<typeof JSON.parse>;
beforeAll(() => {
  for (const stream of [process.stdout, process.stderr])
    jest.spyOn(stream, 'write').mockImplementation(() => true);
  parsed = jest.spyOn(JSON, 'parse');
  counter = new OperationCounter(['/lambda/', '/node_modules/zod/']);
});
afterAll(() => {
  counter.close();
  jest.restoreAllMocks();
});

type Case = ReturnType<typeof requestCase> & { readonly seed: number };

/** The errors of a response to a request, and its length. */
async function ask({ seed, row, event }: Case): Promise<{ answer: number; faults: string[] }> {
  parsed.mockClear();
  const { statusCode = 0, headers, body = '' } = await answerTo(row, event);
  const read = parsed.mock.calls.reduce((most, [text]) => Math.max(most, Buffer.byteLength(text)), 0);
  const answer = Buffer.byteLength(body) + Buffer.byteLength(JSON.stringify(headers));
  const faults = [
    ...(statusCode >= 400 && statusCode < 500 ? [] : [`answered ${statusCode}`]),
    ...(answer > maxAnswerBytes ? [`an answer of ${answer} bytes`] : []),
    ...(read > maxParsedBytes ? [`${read} bytes parsed`] : []),
  ];
  return { answer, faults: faults.map((fault) => `seed ${seed}, ${event.routeKey}: ${fault}`) };
}

async function operationsOf(cases: readonly Case[]): Promise<number> {
  counter.take();
  for (const one of cases) await answerTo(one.row, one.event);
  return counter.take();
}

test('no request gets an answer, or has work done, that grows with it beyond what is read of any', async () => {
  const faults: string[] = [];
  let longest = 0;
  let busiest = 0;
  for (let from = 1; from <= 500; from += batchSize) {
    const cases = Array.from({ length: batchSize }, (_, index): Case => {
      const seed = from + index;
      return { seed, ...requestCase(new Random(seed)) };
    });
    for (const one of cases) {
      const asked = await ask(one);
      faults.push(...asked.faults);
      longest = Math.max(longest, asked.answer);
    }
    const together = await operationsOf(cases);
    busiest = Math.max(busiest, together);
    if (together <= maxOperations) continue;
    for (const one of cases) {
      const operations = await operationsOf([one]);
      if (operations > maxOperations) faults.push(`seed ${one.seed}: ${operations} operations`);
    }
  }
  expect(faults).toEqual([]);
  // Some must come near the limits, to show that there are such requests.
  expect(longest).toBeGreaterThan(maxAnswerBytes / 4);
  expect(busiest).toBeGreaterThan(maxOperations / 2);
}, 120_000);
