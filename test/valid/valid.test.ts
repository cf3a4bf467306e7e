import { expect, test } from '@jest/globals';
import { judge } from './judge.js';
import { sample } from './recipes.js';

const seed = 1;

/** A share of `npm run test:valid`, which also has the files made by Python, and says how to create a file again. */
test.each(sample(100))(
  '$name is accepted',
  async (recipe) => {
    expect((await judge(recipe, seed)).faults).toEqual([]);
  },
  60_000,
);
