import { expect, test } from '@jest/globals';
import {
  leastBytes,
  stepsPerByte,
  Work,
  WorkBudgetExceeded,
} from '../../../lambda/core/content/reading/work.js';

test('work ends where it is out of proportion to what was read', () => {
  let bytesRead = 0;
  const work = new Work(() => bytesRead);
  work.spend(stepsPerByte * leastBytes, 7);
  expect(() => work.spend(1, 7)).toThrow(new WorkBudgetExceeded(7));
  bytesRead = 10 * leastBytes;
  work.spend(stepsPerByte * leastBytes, 9);
  expect(work.steps).toBe(2 * stepsPerByte * leastBytes + 1);
});
