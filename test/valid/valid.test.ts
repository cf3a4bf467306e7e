import { expect, test } from '@jest/globals';
import { judge } from './judge.js';
import { sample } from './recipes.js';

const seed = 1;

/** A share of `npm run test:valid`, which also has what Python makes, and names how to make a file again. */
test.each(sample(100))(
  '$name is accepted',
  async (recipe) => {
    expect((await judge(recipe, seed)).faults).toEqual([]);
  },
  60_000,
);
