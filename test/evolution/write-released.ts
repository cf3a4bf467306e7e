/**
 * Part of `npm run baseline`: stores the OpenAPI document of this code as the one of its release. Refuses what breaks
 * clients of the release before, unless the version says so.
 */
import { copyFileSync } from 'node:fs';
import path from 'node:path';
import { breakingChanges } from './breaking-changes.js';
import { current, released } from './released.js';

const [before, after] = [released(), current()];
/** Semantic Versioning 2.0.0, items 4 and 8: a major version may break clients, and before 1.0 a minor one. */
const epochOf = ({ info }: typeof before) => /^(0\.\d+|[1-9]\d*)/.exec(info.version)?.[0];
const breaks = epochOf(before) === epochOf(after) ? await breakingChanges(before, after) : [];
if (breaks.length > 0) {
  process.stderr.write(
    `${breaks.join('\n')}\n\nClients of ${before.info.version} would break (docs/api.md).\n`,
  );
  process.exitCode = 1;
} else
  copyFileSync(
    path.join(import.meta.dirname, '../../docs/openapi.json'),
    path.join(import.meta.dirname, 'released.json'),
  );
