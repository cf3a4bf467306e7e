/**
 * Seeded schedules of faults: 450 of the core, then 50 on a local stack that is deployed for them: `npm run
 * test:faults`. `-- --core` and `-- --deployed` run one half, `--seed N` one schedule (docs/reliability.md).
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { startStack } from '../../local/stack.js';
import { printedSteps } from '../../local/process/steps.js';
import { administrator } from './deployed/deployed-stack.js';
import { startFaultProxy } from './deployed/fault-proxy.js';
import { runDeployed } from './deployed/run-deployed.js';
import { runSchedule } from './schedule.js';
import type { FaultPlan } from './simulation/fault-plan.js';

const { values } = parseArgs({
  options: {
    schedules: { type: 'string' },
    from: { type: 'string', default: '1' },
    seed: { type: 'string' },
    core: { type: 'boolean', default: false },
    deployed: { type: 'boolean', default: false },
  },
});
const say = (line: string) => process.stdout.write(`${line}\n`);

const seeds = (usual: number): number[] =>
  values.seed === undefined
    ? Array.from({ length: Number(values.schedules ?? usual) }, (_, index) => Number(values.from) + index)
    : [Number(values.seed)];

/** @returns how many failed */
async function atTheCore(): Promise<number> {
  let failures = 0;
  let writes = 0;
  const all = seeds(450);
  for (const seed of all) {
    const run = await runSchedule(seed);
    writes += run.writes;
    if (run.failure === undefined) continue;
    failures++;
    say(run.failure);
  }
  say(
    `${String(all.length)} schedules of the core, ${String(failures)} failures; ${String(writes)} writes to records`,
  );
  return failures;
}

/** @returns the number of violations */
async function atTheStack(): Promise<number> {
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';
  const directory = await mkdtemp(path.join(tmpdir(), 'waybill-faults-'));
  const stack = await startStack({ directory, steps: printedSteps(say) });
  let plan: FaultPlan | undefined;
  let isClean = false;
  const proxy = await startFaultProxy(stack.awsEndpoint, () => plan);
  try {
    const { url } = proxy;
    const roles = JSON.stringify({
      keepers: ['files:admin'],
      members: ['files:create', 'files:read', 'files:delete', 'files:share'],
    });
    const context = { awsEndpoint: url, storageEndpoint: url, onFinding: 'hold', roles };
    const deployment = await stack.deployWith('WaybillFaults', context);
    const tokens = new Map<string, Promise<string>>();
    const tokenOf = (owner: string) => {
      const groups = [owner === administrator ? 'keepers' : 'members'];
      const token = tokens.get(owner) ?? stack.issueToken(owner, { groups });
      tokens.set(owner, token);
      return token;
    };
    const all = seeds(50);
    const address = { ...deployment, client: stack.client, tokenOf };
    const run = await runDeployed(address, all, (next) => (plan = next));
    for (const violation of run.violations) say(violation);
    const met = [...proxy.met].map(([fault, times]) => `${String(times)} ${fault}`).join(', ');
    say(
      `${String(all.length)} schedules at the stack, ${String(run.violations.length)} violations; ${String(run.files)} files ended as ${JSON.stringify(run.ends)}; faults: ${met}`,
    );
    isClean = run.violations.length === 0;
    return run.violations.length;
  } finally {
    await proxy.stop();
    await stack.stop();
    if (isClean) await rm(directory, { recursive: true, force: true });
    else say(`what the engine and the functions logged is in ${directory}`);
  }
}

// A seed alone is one of the core.
const isOfCore = values.core || (values.seed !== undefined && !values.deployed);
let failures = values.deployed ? 0 : await atTheCore();
if (!isOfCore) failures += await atTheStack();
process.exitCode = failures === 0 ? 0 : 1;
