import { expect, test } from '@jest/globals';
import { shortBounds } from './bounds.js';
import { explore } from './explore.js';
import { storyOf } from './report.js';
import { scopes } from './scopes.js';

/** Of the others, `npm run test:explore` tries all states. */
const small = scopes.filter(({ name }) => ['renew', 'share'].includes(name));

test.each(small)('$name: each state that there is was tried, and violates nothing', async (scope) => {
  const { violation, isWhole, states, transitions } = await explore(scope, { alone: [], pairs: [] });
  expect(violation ? storyOf(violation) : []).toEqual([]);
  expect(isWhole).toBe(true);
  expect(states).toBeGreaterThan(400);
  expect(transitions).toBeGreaterThan(5 * states);
});

test.each(scopes)('$name: no short history, and no order of two moves, violates anything', async (scope) => {
  const { violation, states, transitions } = await explore(scope, shortBounds);
  expect(violation ? storyOf(violation) : []).toEqual([]);
  expect(states).toBeGreaterThan(10);
  expect(transitions).toBeGreaterThan(states);
});
