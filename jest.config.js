const common = {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\.ts$': '<rootDir>/test/esbuild-transform.cjs' },
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
};

/** `unit` takes seconds; `template` synthesizes; `end-to-end` deploys to a local engine of its own and drives a browser. */
export default {
  // End-to-end tests wait more than they compute: a core less, Jest's own choice, would leave one of two idle.
  maxWorkers: '100%',
  projects: [
    {
      ...common,
      displayName: 'unit',
      testMatch: [
        '<rootDir>/test/{build,docs,core,api,aws,outbound,handlers,client,local,web,text,fuzz,faults}/**/*.test.ts',
      ],
    },
    { ...common, displayName: 'template', testMatch: ['<rootDir>/test/{bin,lib,release}/**/*.test.ts'] },
    {
      ...common,
      displayName: 'end-to-end',
      testMatch: ['<rootDir>/test/{end-to-end,browser}/**/*.test.ts'],
      globalSetup: '<rootDir>/test/stack/global-setup.mjs',
      globalTeardown: '<rootDir>/test/stack/global-teardown.mjs',
    },
    // Valid files as real encoders make them; the first run fetches Python packages.
    { ...common, displayName: 'valid', testMatch: ['<rootDir>/test/valid/**/*.test.ts'] },
  ],
};
