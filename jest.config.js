import { availableParallelism } from 'node:os';

const common = {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\.ts$': '<rootDir>/test/jest/esbuild-transform.cjs' },
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
};

/** Below `test/`: what would make `npm run test:unit` wait. Each run of all prints its slowest files. */
const thorough = [
  // Thousands of files and schedules.
  'core/content',
  'valid',
  'fuzz',
  'faults',
  'core/validation/malware-scan-order.test.ts',
  // Each character of Unicode.
  'text/visible-text.test.ts',
  'core/text.test.ts',
  // A hash that is slow on purpose.
  'core/share/password.test.ts',
  // Programs that are started, servers that never answer, retries that wait, megabytes that are summed.
  'client/command',
  'outbound',
  'local/page/issuer.test.ts',
  'local/process',
  'handlers/deliver.test.ts',
  'aws/table/query/transaction.test.ts',
  'client/crc64nvme.test.ts',
  // The CDK or the compiler, loaded.
  'local/deployment/context.test.ts',
  'web/words/no-literal-text.test.ts',
  'build/written-types.test.ts',
];

export default {
  // End-to-end tests wait more than they compute: with a worker a core, nothing would run half of the time.
  maxWorkers: 2 * availableParallelism(),
  testSequencer: '<rootDir>/test/jest/mixed-order.cjs',
  // Not what a test takes, but what a busy machine may make of it: Jest's five seconds are no time to start a process.
  testTimeout: 60_000,
  // The tests of a file run in another order each time; `--seed` repeats one.
  randomize: true,
  reporters: ['default', '<rootDir>/test/jest/slowest-files.mjs'],
  projects: [
    // Rules and adapters: seconds, so that it runs after each change.
    {
      ...common,
      displayName: 'unit',
      testMatch: ['<rootDir>/test/{build,docs,core,api,aws,handlers,client,local,web,text}/**/*.test.ts'],
      testPathIgnorePatterns: thorough.map((place) => `<rootDir>/test/${place}`),
    },
    {
      ...common,
      displayName: 'thorough',
      testMatch: thorough.map(
        (place) => `<rootDir>/test/${place.endsWith('.ts') ? place : `${place}/**/*.test.ts`}`,
      ),
    },
    // What the CDK synthesizes, and what is published.
    { ...common, displayName: 'template', testMatch: ['<rootDir>/test/{bin,lib,release}/**/*.test.ts'] },
    // Deployed to a local engine of their own; some drive a browser.
    {
      ...common,
      displayName: 'end-to-end',
      testEnvironment: '<rootDir>/test/jest/written-order.cjs',
      testMatch: ['<rootDir>/test/{end-to-end,browser}/**/*.test.ts'],
      globalSetup: '<rootDir>/test/stack/global-setup.mjs',
      globalTeardown: '<rootDir>/test/stack/global-teardown.mjs',
    },
  ],
};
