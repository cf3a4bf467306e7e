import { expect, test } from '@jest/globals';
import { differencesOfMerged } from './merged-states.js';
import { scopes } from './scopes.js';

/**
 * For seconds of an idle core. A test that runs out of time is not stopped: it would go on computing until its file is
 * found to have left that open.
 */
const mostMs = 600_000;

/** Small ones, with all kinds of moves. */
const parts = ['share', 'renew'];

test.each(parts)(
  '%s: states that are merged have the same moves, which lead to the same states',
  async (name) => {
    const scope = scopes.find((one) => one.name === name);
    expect(scope).toBeDefined();
    if (!scope) return;
    const { compared, differences } = await differencesOfMerged(scope, { maxStates: 300, every: 10 });
    expect(compared).toBeGreaterThan(50);
    expect(differences).toEqual([]);
  },
  mostMs,
);
