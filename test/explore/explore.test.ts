import { expect, test } from '@jest/globals';
import { shortBounds } from './bounds.js';
import { explore } from './explore.js';
import { storyOf } from './report.js';
import { scopes } from './scopes.js';

test.each(scopes)('$name: no short history, and no order of two moves, violates anything', async (scope) => {
  const { violation, states, transitions } = await explore(scope, shortBounds);
  expect(violation ? storyOf(violation) : []).toEqual([]);
  expect(states).toBeGreaterThan(10);
  expect(transitions).toBeGreaterThan(states);
});
