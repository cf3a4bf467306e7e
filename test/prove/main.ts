/**
 * `npm run prove`: synthesizes deployments and proves what docs promise of their policies, over all requests and all
 * principals, with Z3. A request that breaks a promise is printed.
 */
import { configurations } from './deployment/configurations.js';
import { proveAll } from './report.js';

const say = (line: string) => process.stdout.write(`${line}\n`);
process.exitCode = (await proveAll(configurations, say)) ? 0 : 1;
