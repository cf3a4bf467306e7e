/** Where CI runs a command: a file that CI reaches, and the words in it that do. */
export interface RunBy {
  readonly file: string;
  readonly by: string;
}

const start: RunBy = { file: 'test/newcomer/administrator.test.ts', by: "clone.start('npm start" };
const scripts = (name: string): RunBy => ({ file: 'test/newcomer/scripts.test.ts', by: `npm run ${name}` });
const command = (by: string): RunBy => ({ file: 'test/end-to-end/command.test.ts', by });
const webhooks = (by: string): RunBy => ({ file: 'test/end-to-end/webhook-commands.test.ts', by });
const ci = (by: string): RunBy => ({ file: '.ci/run', by });

/** Scripts of package.json that are not steps of CI themselves. */
export const scriptsRunBy: Readonly<Record<string, RunBy>> = {
  start,
  token: { file: 'test/newcomer/requests.ts', by: 'npm run --silent token -- admin' },
  format: scripts('format'),
  'client:types': scripts('client:types'),
  docs: { file: 'test/release/reference.test.ts', by: "'node_modules/typedoc/bin/typedoc'" },
  'docs:events': scripts('docs:events'),
  'docs:openapi': scripts('docs:openapi'),
  'prove:actions': scripts('prove:actions'),
  baseline: scripts('baseline'),
  'test:contract:page': scripts('test:contract:page'),
  synth: scripts('synth'),
  deploy: scripts('deploy'),
  // `npm test` runs the same program with more projects.
  'test:unit': { file: 'package.json', by: '--selectProjects unit slow' },
  release: { file: 'test/release/release.test.ts', by: "'run', '--silent', 'release'" },
  // The whole of them runs each night (.github/workflows/nightly.yml).
  fuzz: { file: 'test/fuzz/foreign-body.test.ts', by: 'verifiedWrongly(foreignCase(mark, seed))' },
  'test:explore': { file: 'test/explore/explore.test.ts', by: 'explore(scope, shortBounds)' },
  'verify:aws': { file: 'test/account/verify.test.ts', by: "'test/account/main.ts'" },
  'bench:up': { file: 'test/end-to-end/bench-up.test.ts', by: 'bench:up' },
};

/** Commands of blocks that are not run unchanged, by their prefix: they need an AWS account. */
export const linesRunBy: Readonly<Record<string, RunBy>> = {
  'npm ci && npm start': start,
  'npm ci && npm test': ci('npm ci && npm test'),
  'npm ci': ci('npm ci'),
  'npx cdk bootstrap': scripts('deploy'),
  'npm run deploy -- -c cdn=true': { file: 'test/bin/waybill.test.ts', by: "cdn: 'true'" },
  'npm run deploy -- -c site=true': { file: 'test/bin/waybill.test.ts', by: "site: 'true'" },
  'npm run deploy': scripts('deploy'),
  'npm run verify:aws': { file: 'test/account/verify.test.ts', by: "'test/account/main.ts'" },
  'npm install @waybill/client': { file: 'test/browser/empty-app.ts', by: "'install', '--offline'" },
  // The same packages at the versions of the lock file.
  'npm install @uppy/core': ci('npm ci'),
  'curl -sS "$API/openapi.json"': {
    file: 'test/end-to-end/documented-clients.test.ts',
    by: '/openapi.json`',
  },
  'curl -sS -4 "$API/files/$ID/url?bind=ip"': {
    file: 'test/end-to-end/cdn.test.ts',
    by: '/url?bind=ip`',
  },
  'npx @hey-api/openapi-ts': {
    file: 'test/end-to-end/documented-clients.test.ts',
    by: "tool('openapi-ts')",
  },
  'npx waybill login': { file: 'test/newcomer/administrator.test.ts', by: '/npx waybill login' },
  'npx waybill up': command("waybill('up'"),
  'npx waybill ls': command("waybill('ls'"),
  'npx waybill get': command("waybill('get'"),
  'npx waybill share': command("waybill('share'"),
  'npm start -- -c issuer': { file: 'test/end-to-end/start.test.ts', by: 'issuer: issuer.url' },
  'pg_dump shop | npx waybill up -': {
    file: 'test/client/command/standard-input.test.ts',
    by: "'up', '-', '--name'",
  },
  'waybill completion zsh': { file: 'test/client/command/completion.test.ts', by: 'waybill completion zsh' },
  'waybill completion fish': {
    file: 'test/client/command/completion.test.ts',
    by: 'waybill completion fish',
  },
  "echo 'source <(waybill completion bash)'": {
    file: 'test/client/command/completion.test.ts',
    by: 'source <(waybill completion bash)',
  },
  'npx waybill rm': command("waybill('rm'"),
  'npx cdk destroy': { file: 'test/end-to-end/removal.test.ts', by: 'await destroy(stack)' },
  'npx waybill leftovers': { file: 'test/end-to-end/removal.test.ts', by: "'leftovers', name" },
  'waybill sweep --dry-run': { file: 'test/end-to-end/sweep.test.ts', by: "'sweep', '--dry-run'" },
  'waybill announce redrive': { file: 'test/end-to-end/redrive.test.ts', by: "'announce', 'redrive'" },
  'waybill webhooks add': { file: 'docs/local.md', by: 'npx waybill webhooks add' },
  'waybill webhooks ls': { file: 'docs/local.md', by: 'npx waybill webhooks ls' },
  'waybill webhooks test': webhooks("waybill('test'"),
  'waybill webhooks log': webhooks("waybill('log'"),
  'waybill webhooks rotate': webhooks("waybill('rotate'"),
  'waybill webhooks disable': webhooks("waybill('disable'"),
  'waybill webhooks replay --dead-letters': webhooks("'replay', '--dead-letters'"),
  'waybill webhooks replay': webhooks("waybill('replay'"),
  // The same calls with the SDK: the tests do not need the AWS CLI.
  'aws cognito-idp admin-create-user': {
    file: 'test/end-to-end/cognito.test.ts',
    by: 'AdminCreateUserCommand({',
  },
  'aws cognito-idp admin-set-user-password': {
    file: 'test/end-to-end/cognito.test.ts',
    by: 'AdminSetUserPasswordCommand({',
  },
  'aws cognito-idp admin-initiate-auth': {
    file: 'test/end-to-end/cognito.test.ts',
    by: 'AdminInitiateAuthCommand({',
  },
};
