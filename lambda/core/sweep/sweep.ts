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
  /** When to stop; the next sweep does the rest. */
  readonly deadline: Date;
  /** Changes nothing. */
  readonly dryRun: boolean;
  /** Called for each failure, with the file's id, the object's key, or the name of the step. */
  readonly onFailure: (id: string, error: unknown) => void;
}

/** Concurrent shards. */
const concurrency = 8;

/** How long to wait for S3 before the parts are joined again; the first request may still be running. */
const joiningSeconds = 5 * 60;

/** Maximum duration of a check, with the five tries of the queue. */
const verdictSeconds = 15 * 60;

/**
 * One round through everything that waits. Each change is a conditional write (optimistic locking), so concurrent
 * rounds do no harm, and after a crash the next one continues. Every step has its share of the time, and leaves the
 * rest to the next step.
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

/** @returns whether it finished in time */
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
      sweepShards(ports, tally, isOver, (shard) => ports.waiting.listExpiredHeld(shard, ports.now())),
    ),
    named('erasures', (isOver) => eraseFiles(ports, tally, isOver)),
    named('usage', (isOver) => recountUsage(ports, tally, isOver)),
    named('orphans', (isOver) => sweepOrphans(ports, tally, isOver, dryRun ? Infinity : pagesPerSweep)),
  ];
}

/** Maximum seconds of each wait, in the order of processing. */
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
  // Each round begins with another shard, so that no shard is always the one without time.
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
