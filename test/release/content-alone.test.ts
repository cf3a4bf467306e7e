import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';

/** What docs/decisions/0017-the-content-checker-is-an-export.md rests on. */
const root = path.join(import.meta.dirname, '../..');
const app = mkdtempSync(path.join(tmpdir(), 'waybill-content-'));
const content = 'dist/lambda/core/content';

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly peerDependencies: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta: Readonly<Record<string, { readonly optional?: boolean }>>;
}
const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as Manifest;

/** A package of what `waybill/content` leads to, and not one file more. */
beforeAll(() => {
  const own = path.join(app, 'node_modules/waybill');
  mkdirSync(own, { recursive: true });
  cpSync(path.join(root, content), path.join(own, content), { recursive: true });
  cpSync(path.join(root, 'package.json'), path.join(own, 'package.json'));
});
afterAll(() => rmSync(app, { recursive: true }));

test('the content checker loads no package and no file outside of its folder', () => {
  const script = path.join(app, 'check.mjs');
  writeFileSync(
    script,
    `import { bytesReader, checkContent } from 'waybill/content';
     const bytes = new TextEncoder().encode('name,size\\nphoto.jpg,17\\n');
     const { verdict, detectedType } = await checkContent(bytesReader(bytes), { declaredType: 'text/csv' });
     process.stdout.write(verdict + ' ' + detectedType);`,
  );
  const said = execFileSync(process.execPath, [script], { cwd: app, encoding: 'utf8', timeout: 60_000 });
  expect(said).toBe('accept text/csv');
});

test('to install the package for it brings zod, and nothing of the CDK', () => {
  expect(Object.keys(manifest.dependencies)).toEqual(['zod']);
  const wanted = Object.keys(manifest.peerDependencies).filter(
    (name) => manifest.peerDependenciesMeta[name]?.optional !== true,
  );
  expect(wanted).toEqual([]);
});
