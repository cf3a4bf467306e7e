import { expect, test } from '@jest/globals';
import { differencesOfMerged } from './merged-states.js';
import { scopes } from './scopes.js';

/** With all kinds of moves, and of what is merged. */
const parts = ['share', 'renew', 'key', 'scan', 'owner', 'behind', 'webhook'];

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
