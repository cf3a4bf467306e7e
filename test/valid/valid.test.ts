import { afterAll, expect, test } from '@jest/globals';
import { judge } from './judge.js';
import { closePythons } from './python-maker.js';
import { sample } from './recipes.js';

const seed = 1;

afterAll(closePythons);

/** A share of `npm run test:valid`, which also says how to create a file again. */
/** The first file by Python waits for its packages, once. */
const timeoutMs = 600_000;

test.each(sample(200))(
  '$name is accepted',
  async (recipe) => {
    expect((await judge(recipe, seed)).faults).toEqual([]);
  },
  timeoutMs,
);
