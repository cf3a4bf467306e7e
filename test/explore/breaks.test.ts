import { rm } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { breaks } from './breaks.js';
import { scopes } from './scopes.js';
import { bundleDirectory, bundleExplorer, exploreScope, replayWith } from './program.js';

let directory: string;
beforeAll(async () => {
  directory = await bundleDirectory();
});
afterAll(() => rm(directory, { recursive: true, force: true }));

test('each part has one', () => {
  const broken = new Set(breaks.map(({ scope }) => scope));
  expect(scopes.map(({ name }) => name).filter((name) => !broken.has(name))).toEqual([]);
});

test.each(breaks.map((one, index) => ({ ...one, index })))(
  'finds that $title',
  async ({ scope, bounds, index, ...edit }) => {
    const bundle = path.join(directory, `${index}.mjs`);
    await bundleExplorer(bundle, edit);
    const { violation } = await exploreScope(bundle, scope, bounds);
    expect(violation).toBeDefined();
    if (!violation) return;
    // The same history shows the same again.
    const { what } = await replayWith(bundle, scope, violation.steps);
    expect(what).toEqual(violation.what);
  },
  300_000,
);
