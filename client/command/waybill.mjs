#!/usr/bin/env node
/**
 * The package's `waybill`. In a clone it runs the sources as they are, so that `npx waybill` works right after
 * `npm ci` and never runs an old build; the published package has the bundle alone.
 */
import { existsSync } from 'node:fs';
import { URL } from 'node:url';

const sources = new URL('main.ts', import.meta.url);
if (existsSync(sources)) {
  const { tsImport } = await import('tsx/esm/api');
  await tsImport(sources.href, import.meta.url);
} else {
  await import('../../dist/command/waybill.js');
}
