import { marshall } from '@aws-sdk/util-dynamodb';
import { fileKey, toItem } from '../../../lambda/aws/table/item/file-item.js';
import { shareKey, toShareItem } from '../../../lambda/aws/table/item/share-item.js';
import type { Policy } from '../../../lambda/core/settings/policy.js';
import type { Endpoint } from '../../../lambda/core/webhook/endpoint.js';
import { Random } from '../../fuzz/random.js';
import { noon } from '../../core/records.js';
import { AccessTable, type ShareWrite } from './access-table.js';
import { Bucket, type StoredBytes } from './bucket.js';
import { FaultPlan, type Faults } from './fault-plan.js';
import { Process } from './process.js';
import { Scheduler } from './scheduler.js';
import type { Turns } from './turns.js';
import { Stream } from './stream.js';
import { Subscribers } from './subscribers.js';
import { Table, type RecordWrite } from './table.js';

export interface Circumstances {
  /** Of all randomness. */
  readonly luck: number;
  /** Percentage of calls and events with a fault. */
  readonly faultPercent: number;
  readonly policy: Policy;
}

/** What is at random otherwise. */
export interface Chosen {
  readonly faults: Faults;
  readonly turns: Turns;
  readonly endpoints: readonly Endpoint[];
}

/** Something that happens later: a message, a retry, bytes that are still on their way. */
export interface Timer {
  readonly at: number;
  readonly what: string;
  readonly go: () => void;
}

/** Functions run no longer than this, so that none runs when the clock moves. */
const longestRunMs = 10_000;

/** Maximum lag of an index; the erasure waits twice as long. */
const longestLagMs = 5_000;

/**
 * The simulation around the core: a clock, the table and its stream, the bucket, and functions that run in it and
 * crash.
 */
export class Simulation {
  now = noon;
  readonly plan: Faults;
  readonly table: Table;
  readonly bucket: Bucket;
  readonly access: AccessTable;
  readonly subscribers: Subscribers;
  readonly shareWrites: ShareWrite[] = [];
  readonly stream: Stream;
  readonly writes: RecordWrite[] = [];
  readonly violations: string[] = [];
  /** The history, for the analysis of a failure. */
  readonly notes: string[] = [];
  readonly policy: Policy;
  onStored: (stored: StoredBytes) => void = () => {};
  onRemoved: (removed: StoredBytes) => void = () => {};
  onWrite: (write: RecordWrite) => void = () => {};
  onCounted: (owner: string) => void = () => {};
  onCorrected: (owner: string) => void = () => {};
  /** How often a client retries without a response, or after a 5xx. */
  readonly clientTries: number = 3;
  protected timers: readonly Timer[] = [];
  private readonly turns: Turns;
  private readonly random: Random;
  private ids = 0;
  private caughtUpAt = noon.getTime();
  private readonly started = new Map<string, number>();

  /** @param chosen the faults, the order and the endpoints, if they are not the usual ones */
  constructor({ luck, faultPercent, policy }: Circumstances, chosen?: Chosen) {
    this.policy = policy;
    this.random = new Random(luck);
    this.plan = chosen?.faults ?? new FaultPlan(luck, faultPercent);
    this.turns = chosen?.turns ?? new Scheduler(this.random);
    this.subscribers = new Subscribers(this, chosen?.endpoints);
    this.stream = new Stream(this);
    this.access = new AccessTable((write) => {
      const { before, after } = write;
      this.shareWrites.push(write);
      this.note(`  link ${after.id.slice(0, 4)}: ${after.downloads} downloads, ${after.revision}`);
      this.tell(shareKey(after.id), before && toShareItem(before), toShareItem(after));
    });
    this.bucket = new Bucket(
      () => this.now,
      (stored) => this.onStored(stored),
      (removed) => this.onRemoved(removed),
    );
    this.table = new Table(
      () => this.now,
      (write) => {
        this.writes.push(write);
        const { before, after } = write;
        if (after)
          this.note(`  ${after.id.slice(-4)} ${before?.status ?? ''} -> ${after.status} ${after.revision}`);
        const keys = fileKey((after ?? before)?.id ?? '');
        this.tell(keys, before && toItem(before), after && toItem(after));
        this.onWrite(write);
      },
      {
        onCounted: (owner) => this.onCounted(owner),
        onCorrected: (owner) => this.onCorrected(owner),
      },
    );
  }

  /** Sends a write to the stream. */
  tell(keys: object, before?: object, after?: object): void {
    const record = {
      ApproximateCreationDateTime: this.now.getTime() / 1000,
      Keys: marshall(keys),
      ...(before && { OldImage: marshall(before, { removeUndefinedValues: true }) }),
      ...(after && { NewImage: marshall(after, { removeUndefinedValues: true }) }),
    };
    this.stream.push(Object.freeze(record));
  }

  note(line: string): void {
    this.notes.push(`${this.now.toISOString()} ${line}`);
  }

  violated(what: string): void {
    this.note(`VIOLATED: ${what}`);
    this.violations.push(what);
  }

  /** UUIDv7 by the clock, with a counter at the end: the same schedule has the same ids. */
  newId(at: Date): string {
    const time = at.getTime().toString(16).padStart(12, '0');
    const count = (this.ids++).toString(16).padStart(4, '0');
    return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-00000000${count}`;
  }

  /** Unguessable without the seed. */
  newBytes(size: number): Buffer {
    return Buffer.alloc(size, this.nameOf('bytes'));
  }

  /** The n-th of a kind, for the fault plan. */
  nameOf(kind: string): string {
    const count = (this.started.get(kind) ?? 0) + 1;
    this.started.set(kind, count);
    return `${kind} ${count}`;
  }

  /** Starts a function. Its caller handles the result. */
  start<Answer>(kind: string, work: (process: Process) => Promise<Answer>): Promise<Answer> {
    const process = new Process(this.nameOf(kind), this.turns, this.plan, (line) => this.note(line));
    return process.run(work);
  }

  /** @param what for people */
  after(seconds: number, what: string, go: () => void): void {
    const timer = Object.freeze({ at: this.now.getTime() + seconds * 1000, what, go });
    this.timers = [...this.timers, timer];
  }

  /** Runs the functions for a few steps, or until each has ended. */
  async goOn(steps = this.random.below(40)): Promise<void> {
    await this.turns.run(steps);
  }

  /** Moves the clock, and runs the timers on the way. */
  async pass(seconds: number): Promise<void> {
    const end = this.now.getTime() + seconds * 1000;
    for (;;) {
      const due = this.timers.filter(({ at }) => at <= end).sort((one, other) => one.at - other.at)[0];
      const next = Math.max(due?.at ?? end, this.now.getTime());
      if (next - this.now.getTime() > longestRunMs) {
        const waiting = this.timers.length;
        await this.goOn(Infinity);
        // A function that has ended may have set an earlier timer.
        if (this.timers.length !== waiting) continue;
      }
      this.moveTo(next);
      if (!due) break;
      this.fire(due);
      await this.goOn();
    }
  }

  protected fire(timer: Timer): void {
    this.timers = this.timers.filter((one) => one !== timer);
    timer.go();
  }

  protected moveTo(time: number): void {
    if (time - this.caughtUpAt > longestLagMs) {
      const { owners, waiting, replica } = this.table.indexes;
      for (const index of [owners, waiting, replica, this.access.listed]) index.catchUp();
      this.caughtUpAt = time;
    }
    this.now = new Date(time);
  }
}
