import { tsImport } from 'tsx/esm/api';

/** Jest loads this file without its transforms; the rest is TypeScript. */
export default async function setup() {
  const { startForTests } = await tsImport('./stack-for-tests.ts', import.meta.url);
  globalThis.waybillStack = await startForTests();
}
