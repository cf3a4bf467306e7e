import { describe, expect, test } from '@jest/globals';
import { resourcesOf, synthesize } from '../../lib/synthesize.js';
import { configurations } from '../deployment/configurations.js';
import { readDeployment } from '../deployment/deployment.js';
import { objectActions } from './object-actions.js';
import { allActions, readReference, reference } from './reference.js';

test('the stored list is that of the installed package; `npm run prove:actions` writes it', async () => {
  expect(reference).toEqual(await readReference());
});

test('each action of S3 on objects is classified, and no other', () => {
  const listed = Object.entries(reference.actions['s3'] ?? {})
    .filter(([, types]) => types.includes('object'))
    .map(([action]) => action);
  expect(Object.values(objectActions).flat().sort()).toEqual(listed.sort());
});

describe.each(configurations)('$name', ({ props }) => {
  const { policies } = readDeployment(resourcesOf(synthesize(props)));

  test('policies name actions that AWS has', () => {
    const named = policies.flatMap(({ statements }) =>
      statements.flatMap(({ action = [], notAction = [] }) => [...action, ...notAction]),
    );
    const pattern = (action: string) => new RegExp(`^${action.replaceAll('*', '.*')}$`);
    expect(named.filter((action) => !allActions.some((one) => pattern(action).test(one)))).toEqual([]);
  });
});
