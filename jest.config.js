import { availableParallelism } from 'node:os';

const common = {
  testEnvironment: '<rootDir>/test/jest/no-open-handles.cjs',
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\.ts$': '<rootDir>/test/jest/esbuild-transform.cjs' },
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
};

/** Below `test/`: what would make `npm run test:unit` wait. */
const slow = [
  'core/content',
  'core/validation/malware-scan-order.test.ts',
  // Each character of Unicode.
  'text/visible-text.test.ts',
  'api/schema/text.test.ts',
  // A hash that is slow on purpose.
  'core/share/password.test.ts',
  // Programs that are started, servers that never answer, retries that wait, megabytes that are summed.
  'client/command',
  'client/components',
  'client/element',
  'outbound',
  'local/page/issuer.test.ts',
  'local/process',
  'handlers/deliver.test.ts',
  'client/api/patience.test.ts',
  'client/crc64nvme.test.ts',
  'client/transfer/parts.test.ts',
  'client/transfer/stream.test.ts',
  'client/transfer/upload.test.ts',
  'client/bare-runtime.test.ts',
  'client/resume.test.ts',
  'local/edge',
  'local/engine/front.test.ts',
  // The AWS SDK, loaded by each of their files.
  'aws/object',
  'aws/table',
  'aws/messages',
  'deployment',
  // Signatures that other programs verify.
  'aws/signing/cdn',
  'aws/signing/random-presigned.test.ts',
  'aws/unread-objects.test.ts',
  // The CDK or the compiler, loaded.
  'account/costs.test.ts',
  'local/deployment/context.test.ts',
  'web/words/no-literal-text.test.ts',
  'build/written-types.test.ts',
];

/** Below `test/`: what would make `npm test` wait, for `npm run test:thorough`. */
const thorough = [
  'aws/signing/cdn/random-signatures.test.ts',
  'aws/signing/random-presigned.test.ts',
  // Thousands of files and schedules.
  'core/content/polyglots.test.ts',
  'core/content/families/image/jpeg.test.ts',
  'core/content/families/image/jpeg-blocks.test.ts',
  'core/content/families/image/images.test.ts',
  'core/content/families/document/documents.test.ts',
  'valid',
  'core/content/type/declared-names.test.ts',
  // Hundreds of histories of the core.
  'explore',
  'fuzz',
  'faults',
  // Packages that are made and installed, and all of their types.
  'release',
  'lib/foreign-app.test.ts',
  // Forty templates.
  'lib/limits/environment-size.test.ts',
  // A page in two templates, with the longest names.
  'lib/limits/quotas.test.ts',
  'lib/cdn/names-in-account.test.ts',
  // cfn-lint, which takes as long as twenty templates; and twenty templates.
  'lib/regions/regions.test.ts',
  'lib/api/domain-template.test.ts',
  'lib/api/domain.test.ts',
  // Z3, asked many times; `npm run prove` asks it once for each deployment.
  'prove/proof.test.ts',
  'prove/iam/decision.test.ts',
  // Hundreds of starts of the command, and of shells.
  'client/command/completion.test.ts',
  'client/command/messages.test.ts',
  'client/command/narrow-terminal.test.ts',
  // A template for each prop, or each Region.
  'lib/updates/prop-changes.test.ts',
  'lib/function/deployments.test.ts',
  'lib/regions/foreign-resources.test.ts',
  // The command, started hundreds of times; `npm test` has its uploads, and its journey on a deployed system.
  'client/command/get.test.ts',
  'client/command/login.test.ts',
  'client/command/standard-input.test.ts',
  'client/command/stored-files.test.ts',
  'client/command/up.test.ts',
  // The app in processes, with CDK's own validation of templates.
  'bin/waybill.test.ts',
];

/** Below `test/`: what shows in `npm test` that the page works, before `npm run test:thorough` goes through all of it. */
const firstBrowserTests = ['browser/chromium.test.ts', 'browser/sign-in.test.ts'];

/** Below `test/`: what deploys a stack of its own, or starts many programs, for `npm run test:thorough` too. */
const costlyDeployments = [
  'end-to-end/authorizer.test.ts',
  'end-to-end/cdn-rotation.test.ts',
  'end-to-end/cdn.test.ts',
  'end-to-end/cognito.test.ts',
  'end-to-end/content-settings.test.ts',
  'end-to-end/counterexamples.test.ts',
  'end-to-end/documented-clients.test.ts',
  'end-to-end/full-quota.test.ts',
  'end-to-end/malware-scan.test.ts',
  'end-to-end/quota.test.ts',
  'end-to-end/removal.test.ts',
  'end-to-end/route-roles.test.ts',
  'end-to-end/start.test.ts',
  'end-to-end/sweep-leftovers.test.ts',
  'end-to-end/tenants.test.ts',
  'end-to-end/webhook-commands.test.ts',
  'end-to-end/webhook-examples.test.ts',
  'account/verify.test.ts',
];

const inTests = (place) => `<rootDir>/test/${place}`;
const filesOf = (place) => (place.endsWith('.ts') ? inTests(place) : `${inTests(place)}/**/*.test.ts`);

/** Deployed to a local engine of their own. */
const deployed = {
  ...common,
  testEnvironment: '<rootDir>/test/jest/written-order.cjs',
  globalSetup: '<rootDir>/test/stack/global-setup.mjs',
  globalTeardown: '<rootDir>/test/stack/global-teardown.mjs',
};

export default {
  // End-to-end tests wait more than they compute: with a worker a core, nothing would run half of the time.
  maxWorkers: 2 * availableParallelism(),
  testSequencer: '<rootDir>/test/jest/mixed-order.cjs',
  // Not what a test takes, but what a busy machine may make of it: Jest's five seconds are no time to start a process.
  testTimeout: 60_000,
  // The tests of a file run in another order each time; `--seed` repeats one.
  randomize: true,
  // A worker that ends is no leak, even if a busy machine needs longer than Jest's half second to end it: leaks are
  // named by test/jest/no-open-handles.cjs.
  workerGracefulExitTimeout: 30_000,
  reporters: ['default', '<rootDir>/test/jest/slowest-files.mjs'],
  projects: [
    // Rules and adapters: seconds, so that it runs after each change.
    {
      ...common,
      displayName: 'unit',
      testMatch: [
        '<rootDir>/test/{build,docs,core,api,aws,deployment,handlers,client,local,web,text}/**/*.test.ts',
        '<rootDir>/test/account/{options,suites}.test.ts',
      ],
      testPathIgnorePatterns: slow.map(inTests),
    },
    {
      ...common,
      displayName: 'slow',
      testMatch: slow.map(filesOf),
      testPathIgnorePatterns: thorough.map(inTests),
    },
    // What the CDK synthesizes.
    {
      ...common,
      displayName: 'template',
      testMatch: ['<rootDir>/test/{bin,lib,prove}/**/*.test.ts'],
      testPathIgnorePatterns: thorough.map(inTests),
    },
    {
      ...deployed,
      displayName: 'end-to-end',
      testMatch: ['<rootDir>/test/end-to-end/**/*.test.ts', ...firstBrowserTests.map(filesOf)],
      testPathIgnorePatterns: costlyDeployments.map(inTests),
    },
    {
      ...common,
      displayName: 'thorough',
      setupFilesAfterEnv: ['<rootDir>/test/jest/thorough-timeout.cjs'],
      testMatch: thorough.map(filesOf),
    },
    {
      ...deployed,
      displayName: 'deployed',
      testMatch: ['<rootDir>/test/browser/**/*.test.ts', ...costlyDeployments.map(filesOf)],
      testPathIgnorePatterns: firstBrowserTests.map(inTests),
    },
  ],
};
