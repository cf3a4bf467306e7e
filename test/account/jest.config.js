import path from 'node:path';
import shared from '../../jest.config.js';

const { testEnvironment, extensionsToTreatAsEsm, transform, moduleNameMapper } = shared.projects.find(
  ({ displayName }) => displayName === 'end-to-end',
);

/** End-to-end suites against a system that is deployed already: `npm run verify:aws` starts them. */
export default {
  rootDir: path.join(import.meta.dirname, '../..'),
  ...{ testEnvironment, extensionsToTreatAsEsm, transform, moduleNameMapper },
  testTimeout: shared.testTimeout,
  testMatch: ['<rootDir>/test/end-to-end/**/*.test.ts'],
};
