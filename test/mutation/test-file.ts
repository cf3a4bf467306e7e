import { readFile } from 'node:fs/promises';
import vm from 'node:vm';
import { jestExpect } from '@jest/expect';
import * as circus from 'jest-circus';
import { ModuleMocker } from 'jest-mock';

declare module 'node:vm' {
  interface SourceTextModule {
    /** Node.js documents it; its types leave it out. */
    createCachedData(): Buffer;
  }
}

/** What a test file gets from Jest: its own runner and matchers, in a process that runs thousands of files. */
const mocker = new ModuleMocker(globalThis);
const globals = {
  ...circus,
  expect: jestExpect,
  jest: {
    fn: mocker.fn.bind(mocker),
    spyOn: mocker.spyOn.bind(mocker),
    restoreAllMocks: mocker.restoreAllMocks.bind(mocker),
    // Who runs the file sets the limits.
    setTimeout: () => undefined,
  },
};

interface Loadable {
  readonly code: string;
  readonly cachedData: Buffer;
}
const loadables = new Map<string, Loadable>();
const packages = new Map<string, Promise<vm.SyntheticModule>>();

/** Evaluates a bundled test file again, which defines its tests in `circus.getState()`. */
export async function load(file: string): Promise<void> {
  const known = loadables.get(file);
  const code = known?.code ?? (await readFile(file, 'utf8'));
  const module = new vm.SourceTextModule(code, {
    identifier: file,
    ...(known && { cachedData: known.cachedData }),
    importModuleDynamically: packageNamed,
  });
  if (!known) loadables.set(file, { code, cachedData: module.createCachedData() });
  await module.link(packageNamed);
  await module.evaluate();
}

function packageNamed(name: string): Promise<vm.SyntheticModule> {
  const loaded = packages.get(name) ?? loadPackage(name);
  packages.set(name, loaded);
  return loaded;
}

async function loadPackage(name: string): Promise<vm.SyntheticModule> {
  const exported: object = name === '@jest/globals' ? globals : await import(name);
  const module = new vm.SyntheticModule(Object.keys(exported), () => {
    for (const [key, value] of Object.entries(exported)) module.setExport(key, value);
  });
  await module.link(packageNamed);
  await module.evaluate();
  return module;
}
