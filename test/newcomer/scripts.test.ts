import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { Clone } from './clone.js';

const root = path.join(import.meta.dirname, '../..');
jest.setTimeout(900_000);

let clone: Clone;
beforeAll(() => {
  clone = new Clone();
});
afterAll(() => clone?.remove());

test.each([
  ['npm run client:types', ['client/transfer/media-type-table.ts']],
  ['npm run prove:actions', ['test/prove/reference/actions.json']],
  ['npm run docs:events', ['docs/events.schema.json', 'docs/events.md']],
  ['npm run docs:openapi', ['docs/openapi.json']],
  ['npm run test:contract:page', ['docs/s3-engines.md']],
  ['npm run format', ['README.md', 'lib/index.ts']],
])('%s writes its files unchanged', async (script, files) => {
  await clone.shell(script);
  for (const file of files) {
    const written = readFileSync(path.join(clone.folder, file), 'utf8');
    expect(written).toBe(readFileSync(path.join(root, file), 'utf8'));
  }
});

test('npm run baseline stores what a release deploys', async () => {
  await clone.shell('npm run baseline');
  const stored = readFileSync(path.join(clone.folder, 'test/lib/updates/baseline/everything.json'), 'utf8');
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
    version: string;
  };
  expect(JSON.parse(stored)).toMatchObject({ version, Resources: expect.any(Object) });
  const contract = readFileSync(path.join(clone.folder, 'test/evolution/released.json'), 'utf8');
  expect(JSON.parse(contract)).toMatchObject({ info: { version }, paths: expect.any(Object) });
});

test('npm run synth has the template checked', async () => {
  await clone.shell('npm run synth');
  const template = readFileSync(path.join(clone.folder, 'cdk.out/Waybill.template.json'), 'utf8');
  expect(JSON.parse(template)).toHaveProperty('Resources');
});

test('npm run deploy deploys into the account that the environment names', async () => {
  await clone.start('npm start', /Ctrl-C stops everything/);
  const printed = await clone.shell(`
    export AWS_ENDPOINT_URL=$(node -p "require('./.local/state.json').awsEndpoint")
    export AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test AWS_REGION=eu-west-1
    npx cdk bootstrap
    npm run deploy -- -c allowedOrigins=https://app.example.com -c stackName=Second --require-approval never 2>&1`);
  expect(printed).toMatch(/Second\.ApiUrl = \S+/);
});
