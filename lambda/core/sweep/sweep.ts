import type { FileRecord } from '../file/file.js';
import { eraseFiles } from '../erasure/erase.js';
import type { AllSweepPorts } from './all-ports.js';
import { inert } from './dry-run.js';
import { pagesPerSweep, sweepOrphans } from './orphans.js';
import type { SweepPorts } from './ports.js';
import { recountUsage } from './recount.js';
import { Tally, type SweepReport } from './report.js';
import { sweepFile } from './sweep-file.js';
import type { Wait } from './wait.js';

export interface SweepRun {
  /** When to stop; what is left is the next sweep's. */
  readonly deadline: Date;
  /** Looks and changes nothing. */
  readonly dryRun: boolean;
  /** Told of what failed, by the file's id, the object's key, or a name for the step. */
  readonly onFailure: (id: string, error: unknown) => void;
}

/** How many shards are worked through at once. */
const concurrency = 8;

/** How long S3 gets before its parts are asked for again; the first request may still be on its way. */
const joiningSeconds = 5 * 60;

/** How long a check takes at the very most, counting the queue's five tries. */
const verdictSeconds = 15 * 60;

/**
 * One round through everything that waits. Each change is conditional on what was read, so several rounds at once do
 * no harm, and one that dies is taken up by the next. Every step has its share of the time; what it does not need is
 * the next step's.
 */
export async function sweep(ports: AllSweepPorts, run: SweepRun): Promise<SweepReport> {
  const acting = run.dryRun ? inert(ports) : ports;
  const tally = new Tally(run.dryRun, run.onFailure);
  const startedAt = ports.now();
  const steps = stepsOf(acting, tally, run.dryRun);
  let complete = true;
  for (const [index, step] of steps.entries()) {
    const budget = run.deadline.getTime() - startedAt.getTime();
    const until = startedAt.getTime() + (budget * (index + 1)) / steps.length;
    const isOver = () => ports.now().getTime() >= until;
    try {
      complete = (await step(isOver)) && complete;
    } catch (error) {
      complete = false;
      tally.add('failed', step.name);
      run.onFailure(step.name, error);
    }
  }
  return tally.report(complete);
}

/** @returns whether it got to its end before its time was over */
type Step = (isOver: () => boolean) => Promise<boolean>;

function stepsOf(ports: AllSweepPorts, tally: Tally, dryRun: boolean): Step[] {
  const waits = (Object.entries(graces(ports)) as [Wait, number][]).map(([wait, graceSeconds]): Step => {
    const until = new Date(ports.now().getTime() - graceSeconds * 1000);
    return named(wait, (isOver) =>
      sweepShards(ports, tally, isOver, (shard) => ports.waiting.files(shard, wait, until)),
    );
  });
  return [
    ...waits,
    named('held', (isOver) =>
      sweepShards(ports, tally, isOver, (shard) => ports.waiting.heldPast(shard, ports.now())),
    ),
    named('erasures', (isOver) => eraseFiles(ports, tally, isOver)),
    named('usage', (isOver) => recountUsage(ports, tally, isOver)),
    named('orphans', (isOver) => sweepOrphans(ports, tally, isOver, dryRun ? Infinity : pagesPerSweep)),
  ];
}

/** How long each wait may take, in seconds; in the order in which they are looked after. */
const graces = ({ settings, policy }: SweepPorts): Readonly<Record<Wait, number>> => ({
  retention: 0,
  removal: 0,
  upload: settings.uploadGraceSeconds,
  joining: joiningSeconds,
  verdict: verdictSeconds + (policy.malware?.scanTimeoutSeconds ?? 0),
  tombstone: 0,
});

const named = (name: string, step: Step): Step => Object.defineProperty(step, 'name', { value: name });

async function sweepShards(
  ports: SweepPorts,
  tally: Tally,
  isOver: () => boolean,
  filesOf: (shard: number) => AsyncIterable<readonly FileRecord[]>,
): Promise<boolean> {
  const { shards } = ports.waiting;
  // Each round begins elsewhere, so that no shard is always the one for which no time is left.
  const first = Math.floor(ports.now().getTime() / 1000) % shards;
  let next = 0;
  let complete = true;
  const worker = async () => {
    while (next < shards && !isOver()) {
      const shard = (first + next++) % shards;
      for await (const files of filesOf(shard)) {
        for (const file of files) {
          if (isOver()) return;
          await tally.of(file.id, () => sweepFile(ports, file));
        }
      }
    }
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
  if (isOver()) complete = false;
  return complete;
}
