import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { complaints } from './examples.js';
import { declarations, kinds, ownTags, tags, type Declared } from './reference.js';

const root = path.join(import.meta.dirname, '../..');
const folder = mkdtempSync(path.join(tmpdir(), 'waybill-reference-'));
let said: { status: number | null; stdout: string; stderr: string };
let modules: readonly Declared[];
let all: readonly (readonly [name: string, declared: Declared])[];

beforeAll(() => {
  const json = path.join(folder, 'reference.json');
  const args = ['node_modules/typedoc/bin/typedoc', '--json', json, '--out', path.join(folder, 'html')];
  said = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8', timeout: 200_000 });
  if (said.status !== 0) return;
  const project = JSON.parse(readFileSync(json, 'utf8')) as { children: readonly Declared[] };
  modules = project.children;
  all = [...declarations(modules)].map(([where, declared]) => [where.join('.'), declared]);
}, 200_000);
afterAll(() => rmSync(folder, { recursive: true }));

const named = (wanted: (declared: Declared, name: string) => boolean) =>
  all.filter(([name, declared]) => wanted(declared, name)).map(([name]) => name);

test('every export, member and parameter is documented, and there is no warning', () => {
  expect(said.stdout + said.stderr).not.toMatch(/warning|error/);
  expect(said.status).toBe(0);
  expect(readdirSync(path.join(folder, 'html'))).toContain('index.html');
});

test('it has a module for each address that can be imported', () => {
  const exported = ['package.json', 'client/package.json'].flatMap((file) => {
    const { name, exports } = JSON.parse(readFileSync(path.join(root, file), 'utf8')) as {
      name: string;
      exports: Record<string, unknown>;
    };
    return Object.keys(exports).map((address) => name + address.slice(1));
  });
  expect(modules.map(({ name }) => name).sort()).toEqual(exported.sort());
});

test('every object has a name', () => {
  const nameless = named(({ kind, children = [] }) => kind === kinds.typeLiteral && children.length > 0);
  expect(nameless).toEqual([]);
});

test('a name that is exported means one thing', () => {
  const names = modules.flatMap(({ children = [] }) => [
    // A class may have a type of its name beside it; what is exported under another name too is there once.
    ...new Set(children.filter(({ kind }) => kind !== kinds.reference).map(({ name }) => name)),
  ]);
  expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
});

test('every optional prop and option says its default', () => {
  const settings = /\.(\w+(?:Options|Props)|NamePolicy)\.\w+$/;
  const optional = ({ kind, flags, inheritedFrom }: Declared) =>
    kind === kinds.property && flags?.isOptional === true && !inheritedFrom;
  expect(named((declared, name) => settings.test(name) && optional(declared)).length).toBeGreaterThan(70);
  expect(
    named(
      (declared, name) =>
        settings.test(name) && optional(declared) && tags(declared, '@default').length === 0,
    ),
  ).toEqual([]);
});

test('every prop that can throw at synth says when', () => {
  const sources = ['settings.ts', 'site-settings.ts', 'webhook-settings.ts']
    .map((file) => readFileSync(path.join(root, 'lib/settings', file), 'utf8'))
    .join('\n');
  const checked = new Set(
    [...sources.matchAll(/\b(?:check\.\w+|life|endpoint|wholeMinutes|wrongProp)\(\s*'(\w+)'/g)].map(
      ([, prop]) => prop,
    ),
  );
  expect(checked.size).toBeGreaterThan(25);
  const silent = named(
    (declared, name) =>
      /\.WaybillProps\.\w+$/.test(name) &&
      checked.has(declared.name) &&
      tags(declared, '@throws').length === 0,
  );
  expect(silent).toEqual([]);
});

/** What is called, not what is handed over to be called. */
const calls = (): readonly (readonly [string, Declared])[] => [
  ...all.filter(([, { kind }]) => kind === kinds.function),
  ...all
    .filter(([, { kind }]) => kind === kinds.interface || kind === kinds.class)
    .filter(([, declared]) => tags(declared, '@example').length === 0)
    .flatMap(([name, { children = [] }]) =>
      children
        .filter(({ kind }) => kind === kinds.method)
        .map((method) => [`${name}.${method.name}`, method] as const),
    ),
];

test('everything that is called has an example', () => {
  expect(calls().length).toBeGreaterThan(30);
  expect(
    calls()
      .filter(([, declared]) => tags(declared, '@example').length === 0)
      .map(([name]) => name),
  ).toEqual([]);
});

test('every call of the client says how it fails', () => {
  const ofClient = calls().filter(([name]) => /\.(Client|Sharing|Upload|UnfinishedUpload)\.\w+$/.test(name));
  expect(ofClient.length).toBeGreaterThan(20);
  expect(
    ofClient.filter(([, declared]) => tags(declared, '@throws').length === 0).map(([name]) => name),
  ).toEqual([]);
});

test('every example compiles', () => {
  const examples = new Map(
    all.flatMap(([name, declared]) =>
      ownTags(declared, '@example').map((text, at) => {
        const [, code] = /^```ts\n([^]*)\n```$/.exec(text.trim()) ?? [];
        if (code === undefined) throw new Error(`the example of ${name} is not one block of TypeScript`);
        return [`${name} (${at})`, code] as const;
      }),
    ),
  );
  expect(examples.size).toBeGreaterThan(40);
  const recipe = /```ts\n([^]*?)```/.exec(readFileSync(path.join(root, 'docs/identity.md'), 'utf8'))?.[1];
  expect(recipe).toContain('Auth.lambda(');
  examples.set('docs/identity.md (0)', recipe ?? '');
  expect(complaints(examples)).toEqual([]);
}, 100_000);
