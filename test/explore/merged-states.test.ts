import { expect, test } from '@jest/globals';
import { differencesOfMerged } from './merged-states.js';
import { scopes } from './scopes.js';

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
);
