/**
 * One measurement in a process of its own: `node measure-bundle.mjs BUNDLE EVENT CALLS` prints a JSON line with the
 * milliseconds to load the bundle and answer the first call, and the CPU microseconds of each call once warm.
 */
import { writeSync } from 'node:fs';
import { createRequire } from 'node:module';
import { performance } from 'node:perf_hooks';
import process from 'node:process';

const [bundle, event, calls] = process.argv.slice(2);
const require = createRequire(import.meta.url);
const context = { awsRequestId: 'bench', getRemainingTimeInMillis: () => 30_000 };
const expectOk = ({ statusCode, body }) => {
  if (statusCode >= 400) throw new Error(`the handler answered ${statusCode}: ${body}`);
};
// Functions log a line for each call; here it would end up among the figures.
process.stdout.write = () => true;

const startedAt = performance.now();
const { handler } = require(bundle);
const loadedAt = performance.now();
expectOk(await handler(JSON.parse(event), context));
const firstAt = performance.now();

for (let call = 0; call < calls; call++) await handler(JSON.parse(event), context);
const before = process.cpuUsage();
for (let call = 0; call < calls; call++) expectOk(await handler(JSON.parse(event), context));
const { user, system } = process.cpuUsage(before);

writeSync(
  1,
  JSON.stringify({
    loadMs: loadedAt - startedAt,
    firstCallMs: firstAt - startedAt,
    warmCpuUs: (user + system) / calls,
  }),
);
process.exit(0);
