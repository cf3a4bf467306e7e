import { readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { accountSuites, engineSuites } from './suites.js';

test('each end-to-end suite runs in an account, or says why it cannot', () => {
  const suites = readdirSync(path.join(import.meta.dirname, '../end-to-end'))
    .filter((file) => file.endsWith('.test.ts'))
    .map((file) => file.replace('.test.ts', ''));
  expect([...accountSuites.short, ...accountSuites.more, ...Object.keys(engineSuites)].sort()).toEqual(
    suites.sort(),
  );
});
