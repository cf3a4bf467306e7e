import path from 'node:path';
import shared from '../../jest.config.js';

const { testEnvironment, extensionsToTreatAsEsm, transform, moduleNameMapper, globalSetup, globalTeardown } =
  shared.projects.find(({ displayName }) => displayName === 'end-to-end');
const rootDir = path.join(import.meta.dirname, '../..');
const common = { rootDir, testEnvironment, extensionsToTreatAsEsm, transform, moduleNameMapper };

/**
 * Apart from `npm test`: `contract` and `long` need Go, for versitygw, and `document` for oasdiff; `long` sends 400 MB;
 * `long-list` puts so much into the local engine that all else there takes many times as long; `outage` stops a
 * function, so it has an engine of its own; `schemathesis` takes four minutes; `generated` needs the compilers of six
 * languages; `engines` needs three browsers; `keycloak` needs Java, and starts a Keycloak; `newcomer` runs `npm start`
 * and `npm install` as a person does.
 */
export default {
  rootDir,
  reporters: shared.reporters,
  testTimeout: shared.testTimeout,
  workerGracefulExitTimeout: shared.workerGracefulExitTimeout,
  projects: [
    { ...common, displayName: 'newcomer', testMatch: ['<rootDir>/test/newcomer/**/*.test.ts'] },
    {
      ...common,
      displayName: 'document',
      testMatch: ['<rootDir>/test/{evolution,document-tools}/**/*.test.ts'],
    },
    { ...common, displayName: 'contract', testMatch: ['<rootDir>/test/contract/s3*/**/*.test.ts'] },
    { ...common, displayName: 'long', testMatch: ['<rootDir>/test/contract/long/**/*.test.ts'] },
    {
      ...common,
      displayName: 'long-list',
      testMatch: ['<rootDir>/test/long/**/*.test.ts'],
      globalSetup,
      globalTeardown,
    },
    {
      ...common,
      displayName: 'generated',
      testMatch: ['<rootDir>/test/generated/**/*.test.ts'],
      globalSetup,
      globalTeardown,
    },
    {
      ...common,
      displayName: 'schemathesis',
      testMatch: ['<rootDir>/test/schemathesis/**/*.test.ts'],
      globalSetup,
      globalTeardown,
    },
    {
      ...common,
      displayName: 'engines',
      testMatch: ['<rootDir>/test/engines/**/*.test.ts'],
      globalSetup,
      globalTeardown,
    },
    {
      ...common,
      displayName: 'keycloak',
      testMatch: ['<rootDir>/test/keycloak/**/*.test.ts'],
      globalSetup,
      globalTeardown,
    },
    {
      ...common,
      displayName: 'outage',
      testMatch: ['<rootDir>/test/outage/**/*.test.ts'],
      globalSetup,
      globalTeardown,
    },
  ],
};
