import { existsSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import path from 'node:path';
import { run } from './program.js';

export const root = path.join(import.meta.dirname, '..', '..');

const version = '7.17.0';
const cache = path.join(root, 'node_modules/.cache/openapi-generator');
const jar = path.join(cache, `openapi-generator-cli-${version}.jar`);

/** Generates a client into `folder/client`, with the options that its users would start with. */
export async function generate(
  generator: string,
  folder: string,
  properties: Readonly<Record<string, string>> = {},
): Promise<void> {
  await load();
  await run('java', [
    ...['-Xmx512m', '-jar', jar, 'generate'],
    ...['-i', path.join(folder, '..', 'openapi.json'), '-g', generator, '-o', path.join(folder, 'client')],
    ...Object.entries(properties).map(([name, value]) => `--additional-properties=${name}=${value}`),
  ]);
}

/** From Maven Central, once; a download that was broken off leaves no file of that name. */
async function load(): Promise<void> {
  if (existsSync(jar)) return;
  const folder = path.join(cache, 'download');
  await run('mvn', [
    ...['-B', '-q', 'dependency:copy', `-Dartifact=org.openapitools:openapi-generator-cli:${version}`],
    `-DoutputDirectory=${folder}`,
  ]);
  await rename(path.join(folder, path.basename(jar)), jar);
}
