import { setTimeout as pause } from 'node:timers/promises';
import fc from 'fast-check';
import { violationsOf } from '../invariants/index.js';
import { anyCommand, openingOf } from '../model/commands.js';
import { everyday, givenToOthers } from '../model/mix.js';
import type { Snapshot } from '../model/snapshot.js';
import { FaultPlan } from '../simulation/fault-plan.js';
import { listenTo } from './bus-listener.js';
import { Clients } from './clients.js';
import { administrator, DeployedStack, type StackAddress } from './deployed-stack.js';
import { DeployedSystem } from './deployed-system.js';
import { startReceiver, type Receiver } from './receiver.js';
import { readBucket, readTable } from './read-stack.js';
import { settle } from './settle.js';

export interface DeployedRun {
  readonly violations: readonly string[];
  readonly files: number;
  readonly ends: Readonly<Record<string, number>>;
}

/** Leftovers of an earlier run would count as this one's. */
async function refuseUsed(stack: DeployedStack): Promise<void> {
  const [{ records, usages }, versions] = await Promise.all([readTable(stack), readBucket(stack)]);
  const left = records.length + usages.size + versions.length;
  if (left > 0) throw new Error(`the stack was used before: it holds ${String(left)} records and versions`);
}

/** Concurrent schedules; each has its own owners. */
const atOnce = 8;

/** A third of them grants to others. */
const scheduleOf = (seed: number) => {
  const mix = seed % 3 === 0 ? givenToOthers : everyday;
  return fc.tuple(openingOf(mix), fc.commands([anyCommand(mix)], { maxCommands: 30, size: 'max' }));
};

/**
 * The model's commands against the deployed functions, with failing calls and lost events; then faults stop, the sweeps
 * run, and table, bucket and bus are checked.
 * @param luck sets the plan of the proxy; undefined ends it
 */
export async function runDeployed(
  address: StackAddress,
  seeds: readonly number[],
  luck: (plan: FaultPlan | undefined) => void,
): Promise<DeployedRun> {
  const stack = await new DeployedStack(address).find();
  await refuseUsed(stack);
  const plan = new FaultPlan(seeds[0] ?? 0, 6);
  const hear = await listenTo(stack, stack.variable('announce', 'EVENT_BUS'));
  const receivers = await subscribe(stack, plan);
  luck(plan);
  const systems: DeployedSystem[] = [];
  let isOver = false;
  const losing = (async () => {
    for (let isHeard = false; !isOver; isHeard = !isHeard) {
      await stack.hearEvents(isHeard);
      await pause(isHeard ? 4_000 : 1_500);
    }
  })();
  const left = [...seeds];
  const worker = async () => {
    for (let seed = left.shift(); seed !== undefined; seed = left.shift()) {
      const system = new DeployedSystem(stack, new FaultPlan(seed, 10), `-${String(seed)}`);
      systems.push(system);
      const [[opening, commands] = []] = fc.sample(scheduleOf(seed), { seed, numRuns: 1, unbiased: true });
      for (const command of opening ?? []) await command.run({}, system);
      if (commands) await fc.asyncModelRun(() => ({ model: {}, real: system }), commands);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  isOver = true;
  await losing;
  luck(undefined);

  const waiting = await settle(stack);
  const { records, usages, downloads, reachable } = await readTable(stack);
  const heard: Snapshot['heard'][number][] = [];
  let snapshot: Snapshot | undefined;
  let violations: string[] = [];
  // The stream publishes the last changes a moment later, and failed deliveries are retried.
  for (let polls = 0; polls < 90; polls++) {
    heard.push(...(await hear()));
    snapshot ??= {
      ...{ records, usages, heard, versions: await readBucket(stack), openUploads: 0 },
      transitions: records.map((file) => ({ id: file.id, to: file.status, revision: file.revision, file })),
      sent: systems.flatMap(({ sent }) => sent),
      ended: new Set(systems.flatMap(({ ended }) => [...ended])),
      erasedOwners: new Set(systems.flatMap(({ erasedOwners }) => [...erasedOwners])),
      erasures: systems.flatMap(({ erasures }) => erasures),
      links: systems
        .flatMap(({ readers }) => readers.allLinks)
        .map((link) => ({ ...link, counted: downloads.get(link.id) })),
      reachable,
      subscribers: [],
      told: [],
      now: new Date(),
    };
    const subscribers = receivers.map((one) => one.subscriber());
    violations = violationsOf({ ...snapshot, subscribers }, false);
    if (violations.length === 0) break;
    await pause(1_000);
  }
  const ends: Record<string, number> = {};
  for (const { status } of records) ends[status] = (ends[status] ?? 0) + 1;
  await Promise.all(receivers.map((one) => one.stop()));
  const stuck = waiting.map(({ id, status }) => `${id} still waits, ${status}`);
  const seen = [...systems, ...receivers].flatMap((one) => one.violations);
  // Owners are named after the seed of their schedule.
  const withOwner = (violation: string) => {
    const owner = records.find(({ id }) => violation.includes(id))?.owner;
    return owner ? `${violation} (${owner})` : violation;
  };
  return { violations: [...stuck, ...seen, ...violations].map(withOwner), files: records.length, ends };
}

/** One that accepts all, one with faults, and one with faults and two subscriptions. */
async function subscribe({ address }: DeployedStack, plan: FaultPlan): Promise<Receiver[]> {
  const receivers = await Promise.all([
    startReceiver('steady', undefined),
    startReceiver('moody', plan),
    startReceiver('choosy', plan, ['file.verified', 'share.used']),
  ]);
  for (const receiver of receivers) {
    const { events } = receiver.subscriber();
    const body = { url: receiver.url, ...(events && { events }) };
    const { response } = await new Clients(address).ask(administrator, 'POST', '/webhooks', { body });
    if (!response?.ok) throw new Error(`no endpoint was made: ${(await response?.text()) ?? 'no answer'}`);
  }
  return receivers;
}
