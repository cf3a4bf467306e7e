import { fromItem, toItem } from '../../../lambda/aws/table/item/file-item.js';
import type { IdempotentRequest } from '../../../lambda/core/upload/create-upload.js';
import type { Erasure } from '../../../lambda/core/erasure/erasure.js';
import type { FileRecord } from '../../../lambda/core/file/file.js';
import type { RecordChanges } from '../../../lambda/core/file/files.js';
import type { WalkPlace } from '../../../lambda/core/sweep/orphans.js';
import type { StoredUsage } from '../../../lambda/core/sweep/recount.js';
import { usageChange, type Quota, type Usage } from '../../../lambda/core/file/usage.js';
import { difference, nothing, sum } from './amounts.js';
import { Lagging } from './lagging.js';
import type { Process } from './process.js';

/** One write to a file's record, from the stream. */
export interface RecordWrite {
  readonly before?: FileRecord;
  /** Undefined if the record was removed. */
  readonly after?: FileRecord;
  readonly at: Date;
}

interface UsageItem extends Omit<StoredUsage, 'lastLook'> {
  readonly lastLook?: StoredUsage['lastLook'] | undefined;
  /** If it waits for a recount. */
  readonly dueSince?: Date | undefined;
}

/** Called for changes of an owner's usage. */
export interface WatchedUsage {
  /** Another file is counted. */
  onCounted(owner: string): void;
  /** A recount wrote its result. */
  onCorrected(owner: string): void;
}

/** An erasure, and the records of its owner at the time of the request. */
export interface ErasureRequest extends Pick<Erasure, 'owner' | 'requestedAt'> {
  readonly files: readonly string[];
}

export type IndexName = keyof Table['indexes'];

/** A part of an owner's usage without a record yet, or any more. */
interface Reservation {
  readonly by: Process;
  readonly usage: Usage;
}

const counts = { maxFiles: 'files', maxBytes: 'bytes', maxPendingUploads: 'pendingFiles' } as const;

/**
 * The table with its rules: conditional writes, transactions, an eventually consistent index, as `lambda/aws` uses
 * DynamoDB.
 */
export class Table {
  readonly records = new Map<string, FileRecord>();
  readonly usages = new Map<string, UsageItem>();
  readonly keys = new Map<string, { id: string; requestHash: string; endsAt: number }>();
  readonly erasures = new Map<string, Erasure>();
  readonly orphans = new Map<string, Date>();
  walk: WalkPlace | undefined;
  /** The records of each requested erasure. */
  readonly erasureRequests: ErasureRequest[] = [];
  private readonly reservations = new Map<string, Reservation[]>();
  /** Each follows the records independently; `replica` is for eventually consistent reads. */
  readonly indexes = { owners: this.index(), waiting: this.index(), replica: this.index() };

  constructor(
    private readonly now: () => Date,
    private readonly onWrite: (write: RecordWrite) => void,
    private readonly watched: WatchedUsage,
  ) {}

  /** Reservations without records. Only they may make an owner's usage differ from the records. */
  unrecorded(owner: string): Usage {
    return (this.reservations.get(owner) ?? []).map(({ usage }) => usage).reduce(sum, nothing);
  }

  change(file: FileRecord, changes: RecordChanges, quota?: Quota): FileRecord | 'over-quota' | undefined {
    if (this.records.get(file.id)?.revision !== file.revision) return undefined;
    const after: FileRecord = { ...file, ...changes, revision: file.revision + 1 };
    const moved = usageChange(file, after);
    if (moved && quota && this.exceeded(file.owner, moved, quota)) return 'over-quota';
    if (moved) this.move(file.owner, moved);
    if (moved && moved.files > 0) this.watched.onCounted(file.owner);
    this.write(after);
    return after;
  }

  add(by: Process, file: FileRecord, request?: IdempotentRequest): boolean {
    const name = request && `${request.owner} ${request.key}`;
    const known = name === undefined ? undefined : this.keys.get(name);
    if (known && known.endsAt > this.now().getTime()) return false;
    if (this.records.has(file.id)) return true;
    if (name !== undefined && request)
      this.keys.set(name, {
        ...{ id: file.id, requestHash: request.requestHash },
        endsAt: this.now().getTime() + 24 * 3600_000,
      });
    this.noteUnrecorded(by, file.owner, difference(nothing, held(file)));
    this.write(file);
    return true;
  }

  forget(file: FileRecord): boolean {
    const before = this.records.get(file.id);
    if (before?.revision !== file.revision) return false;
    this.records.delete(file.id);
    this.onWrite({ before, at: this.now() });
    return true;
  }

  reserve(by: Process, owner: string, usage: Usage, quota: Quota): keyof Quota | undefined {
    const limit = this.exceeded(owner, usage, quota);
    if (limit) return limit;
    this.noteUnrecorded(by, owner, usage);
    this.move(owner, usage, true);
    this.watched.onCounted(owner);
    return undefined;
  }

  release(by: Process, owner: string, usage: Usage): void {
    const back = difference(nothing, usage);
    this.noteUnrecorded(by, owner, back);
    this.move(owner, back, true);
  }

  /** Writes a usage item on condition that `seq` is unchanged. */
  settle(usage: Pick<StoredUsage, 'owner' | 'seq'>, changes: Partial<UsageItem>): boolean {
    const known = this.usages.get(usage.owner);
    if (known?.seq !== usage.seq) return false;
    this.usages.set(usage.owner, { ...known, ...changes });
    return true;
  }

  /** Removes reservations of creates that have crashed; those of running ones stay. */
  correct(usage: StoredUsage, found: Usage): boolean {
    const changes = { ...found, seq: usage.seq + 1, dueSince: undefined, lastLook: undefined };
    if (!this.settle(usage, changes)) return false;
    const known = this.reservations.get(usage.owner) ?? [];
    this.reservations.set(
      usage.owner,
      known.filter(({ by }) => !by.isOver),
    );
    this.watched.onCorrected(usage.owner);
    return true;
  }

  beginErasure(erasure: Erasure): void {
    const { owner } = erasure;
    this.erasures.set(owner, erasure);
    const files = [...this.records.values()].filter((file) => file.owner === owner).map(({ id }) => id);
    this.erasureRequests.push({ ...erasure, files });
  }

  usageOf(owner: string): StoredUsage {
    const { dueSince, lastLook, ...usage } = this.itemOf(owner);
    return { ...usage, ...(lastLook && { lastLook }) };
  }

  dueUsages(until: Date): string[] {
    const due = [...this.usages.values()].filter(({ dueSince }) => dueSince && dueSince <= until);
    return due.map(({ owner }) => owner);
  }

  under(owner: string, key: string): { id: string; requestHash: string } | undefined {
    const known = this.keys.get(`${owner} ${key}`);
    return known && known.endsAt > this.now().getTime() ? known : undefined;
  }

  private index(): Lagging<FileRecord> {
    return new Lagging(() => [...this.records.values()]);
  }

  private itemOf(owner: string): UsageItem {
    return this.usages.get(owner) ?? { owner, ...nothing, seq: 0 };
  }

  private exceeded(owner: string, usage: Usage, quota: Quota): keyof Quota | undefined {
    const after = sum(this.usageOf(owner), usage);
    return (Object.keys(counts) as (keyof Quota)[]).find(
      (limit) => after[counts[limit]] > (quota[limit] ?? Infinity),
    );
  }

  private move(owner: string, change: Usage, isDue = false): void {
    const known = this.itemOf(owner);
    const dueSince = isDue ? (known.dueSince ?? this.now()) : known.dueSince;
    this.usages.set(owner, {
      ...{ ...known, ...sum(known, change), seq: known.seq + 1 },
      ...(dueSince && { dueSince }),
    });
  }

  private noteUnrecorded(by: Process, owner: string, usage: Usage): void {
    this.reservations.set(owner, [...(this.reservations.get(owner) ?? []), { by, usage }]);
  }

  private write(after: FileRecord): void {
    const before = this.records.get(after.id);
    // Like DynamoDB: without undefined fields, with whole seconds for fields in seconds.
    const stored = fromItem(JSON.parse(JSON.stringify(toItem(after))) as ReturnType<typeof toItem>);
    this.records.set(after.id, stored);
    this.onWrite({ ...(before && { before }), after: stored, at: this.now() });
  }
}

/** The fields of a new record. */
const held = ({ sizeBytes }: FileRecord): Usage => ({ files: 1, bytes: sizeBytes, pendingFiles: 1 });
