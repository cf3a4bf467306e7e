import { expect, test } from '@jest/globals';
import { fixture } from '../../fixtures/clean-files.js';
import {
  leastBytes,
  stepsPerByte,
  Work,
  WorkBudgetExceeded,
} from '../../../lambda/core/content/reading/work.js';
import { check, refusals } from './check.js';

test('work ends where it is out of proportion to what was read', () => {
  let bytesRead = 0;
  const work = new Work(() => bytesRead);
  work.spend(stepsPerByte * leastBytes, 7);
  expect(() => work.spend(1, 7)).toThrow(new WorkBudgetExceeded(7));
  bytesRead = 10 * leastBytes;
  work.spend(stepsPerByte * leastBytes, 9);
  expect(work.steps).toBe(2 * stepsPerByte * leastBytes + 1);
});

test('a raw photo of sixty thousand strips that leaves no work is refused, with nothing said about its metadata', async () => {
  const bytes = Buffer.from(fixture('camera/canon.cr2').subarray(0, 512));
  const strips = bytes.indexOf(Buffer.from([0x11, 0x01, 0x04, 0x00]));
  bytes.writeUInt32LE(0x10000, strips + 4);
  const verdict = await check(bytes);
  expect(refusals(verdict)).toContain('work-budget-exceeded');
  expect(verdict.contains).toEqual([]);
});
