import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The folder of a function's bundle, `dist/lambda/{function}` of this package: the same from the sources
 * (`lib/assets/bundles.ts`) and as installed (`dist/lib/assets/bundles.js`).
 * @throws if it was not built
 */
export function bundleOf(name: string): string {
  const folder = join(packageFolder(), 'dist', 'lambda', name);
  if (!existsSync(join(folder, 'index.js'))) {
    throw new Error(`Waybill: function "${name}" has no bundle in ${folder}; run \`npm run build\` first`);
  }
  return folder;
}

/** The root of this package: of the sources, or installed. */
export function packageFolder(folder = dirname(fileURLToPath(import.meta.url))): string {
  if (existsSync(join(folder, 'package.json'))) return folder;
  const parent = dirname(folder);
  if (parent === folder) throw new Error('Waybill: its own package.json was not found');
  return packageFolder(parent);
}
