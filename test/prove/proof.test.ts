import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { resourcesOf, synthesize } from '../lib/synthesize.js';
import { configurations } from './deployment/configurations.js';
import { readDeployment } from './deployment/deployment.js';
import { Solver } from './solver.js';

test('z3', async () => {
  const s = await Solver.start();
  expect(await s.solve('(declare-const a Bool)(assert a)(assert (not a))')).toBeUndefined();
});
