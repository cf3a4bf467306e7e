import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';

const root = join(import.meta.dirname, '../..');
const app = mkdtempSync(join(tmpdir(), 'waybill-foreign-app-'));
const modules = join(app, 'node_modules');

/** Another CDK app: with the packages that npm would install there, our package as published, and nothing else. */
beforeAll(() => {
  if (!existsSync(join(root, 'dist/lib/index.js'))) {
    throw new Error('the package was not built: run `npm run build`');
  }
  const { dependencies, peerDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    dependencies: object;
    peerDependencies: object;
  };
  mkdirSync(join(modules, 'waybill'), { recursive: true });
  for (const name of Object.keys({ ...dependencies, ...peerDependencies })) {
    symlinkSync(join(root, 'node_modules', name), join(modules, name));
  }
  const packed = execFileSync('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', app], {
    cwd: root,
    encoding: 'utf8',
  });
  execFileSync('tar', [
    '-xzf',
    join(app, packed.trim()),
    '-C',
    join(modules, 'waybill'),
    '--strip-components=1',
  ]);
});

afterAll(() => rmSync(app, { recursive: true }));

const body = `
  const stack = new Stack(new App({ outdir: 'cdk.out' }), 'Theirs');
  new Waybill(stack, 'Files');
  const { Resources } = Template.fromStack(stack).toJSON();
  const functions = Object.values(Resources).filter(({ Type }) => Type === 'AWS::Lambda::Function');
  process.stdout.write(String(functions.length));
`;

test.each([
  [
    'ES module',
    'app.mjs',
    `import { App, Stack } from 'aws-cdk-lib';
     import { Template } from 'aws-cdk-lib/assertions';
     import { Waybill } from 'waybill';`,
  ],
  [
    'CommonJS, as `cdk init` makes it',
    'app.cjs',
    `const { App, Stack } = require('aws-cdk-lib');
     const { Template } = require('aws-cdk-lib/assertions');
     const { Waybill } = require('waybill');`,
  ],
])('an app elsewhere (%s) synthesizes with the construct’s defaults', (_kind, file, imports) => {
  writeFileSync(join(app, file), `${imports}\n${body}`);
  expect(execFileSync(process.execPath, [file], { cwd: app, encoding: 'utf8' })).toBe('8');
});

test('third-party code that it ships has its licences beside it', () => {
  const dist = join(modules, 'waybill/dist');
  const notices = (folder: string) => readFileSync(join(dist, folder, 'THIRD-PARTY-NOTICES.txt'), 'utf8');
  const functions = readdirSync(join(dist, 'lambda'), { withFileTypes: true })
    .map(({ name }) => `lambda/${name}`)
    .filter((folder) => existsSync(join(dist, folder, 'index.js')));
  expect(functions).toHaveLength(9);
  for (const folder of functions) {
    const isMaker = folder === 'lambda/signing-key';
    const library = isMaker
      ? /^@smithy\/core [\d.]+ \(Apache-2\.0\)$/m
      : /^@aws-sdk\/util-dynamodb [\d.]+ \(Apache-2\.0\)$/m;
    expect(notices(folder)).toMatch(library);
    if (!isMaker) expect(notices(folder)).toMatch(/^@aws-lambda-powertools\/logger [\d.]+ \(MIT-0\)$/m);
    expect(notices(folder)).toContain('Apache License');
  }
  expect(notices('lambda/deliver')).toContain('Copyright (c) 2023 Svix');
  expect(notices('lambda/presign')).not.toContain('Svix');
  expect(notices('command')).toMatch(/^commander [\d.]+ \(MIT\)$/m);
  expect(notices('web')).toContain('SIL OPEN FONT LICENSE Version 1.1');
});
