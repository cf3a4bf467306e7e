import { fromItem, toItem } from '../../../lambda/aws/file-item.js';
import type { IdempotentRequest } from '../../../lambda/core/create-upload.js';
import type { Erasure } from '../../../lambda/core/erasure/erasure.js';
import type { FileRecord } from '../../../lambda/core/file.js';
import type { FileChanges } from '../../../lambda/core/files.js';
import type { WalkPlace } from '../../../lambda/core/sweep/orphans.js';
import type { StoredUsage } from '../../../lambda/core/sweep/recount.js';
import { usageChange, type Quota, type Usage } from '../../../lambda/core/usage.js';
import { difference, nothing, sum } from './amounts.js';

/** One write to a file's record, as the stream tells of it. */
export interface RecordWrite {
  readonly before?: FileRecord;
  /** Absent where the record was removed. */
  readonly after?: FileRecord;
  readonly at: Date;
}

interface UsageItem extends Omit<StoredUsage, 'drift'> {
  readonly drift?: StoredUsage['drift'] | undefined;
  /** Where it waits for a recount. */
  readonly dueSince?: Date | undefined;
}

const counts = { maxFiles: 'files', maxBytes: 'bytes', maxPendingUploads: 'pendingFiles' } as const;

/** The table with its rules: conditional writes, transactions, an index that lags. What `lambda/aws` asks of DynamoDB. */
export class Table {
  readonly records = new Map<string, FileRecord>();
  readonly usages = new Map<string, UsageItem>();
  readonly keys = new Map<string, { id: string; requestHash: string; endsAt: number }>();
  readonly erasures = new Map<string, Erasure>();
  readonly orphans = new Map<string, Date>();
  walk: WalkPlace | undefined;
  /** Per owner: what was reserved for records that are not there. Nothing else may part usage from the records. */
  readonly unrecorded = new Map<string, Usage>();
  private index = new Map<string, FileRecord>();

  constructor(
    private readonly now: () => Date,
    private readonly onWrite: (write: RecordWrite) => void,
  ) {}

  /** As the indexes show the records: as they were a moment ago, until the index has caught up. */
  indexed(): readonly FileRecord[] {
    return [...this.index.values()];
  }

  catchUp(): void {
    this.index = new Map(this.records);
  }

  change(file: FileRecord, changes: FileChanges, quota?: Quota): FileRecord | 'over-quota' | undefined {
    if (this.records.get(file.id)?.revision !== file.revision) return undefined;
    const after: FileRecord = { ...file, ...changes, revision: file.revision + 1 };
    const moved = usageChange(file, after);
    if (moved && quota && this.exceeded(file.owner, moved, quota)) return 'over-quota';
    if (moved) this.move(file.owner, moved);
    this.write(after);
    return after;
  }

  add(file: FileRecord, request?: IdempotentRequest): boolean {
    const name = request && `${request.owner} ${request.key}`;
    const known = name === undefined ? undefined : this.keys.get(name);
    if (known && known.endsAt > this.now().getTime()) return false;
    if (this.records.has(file.id)) return true;
    if (name !== undefined && request)
      this.keys.set(name, {
        ...{ id: file.id, requestHash: request.requestHash },
        endsAt: this.now().getTime() + 24 * 3600_000,
      });
    this.noteUnrecorded(file.owner, difference(nothing, held(file)));
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

  reserve(owner: string, usage: Usage, quota: Quota): keyof Quota | undefined {
    const limit = this.exceeded(owner, usage, quota);
    if (limit) return limit;
    this.noteUnrecorded(owner, usage);
    this.move(owner, usage, true);
    return undefined;
  }

  release(owner: string, usage: Usage): void {
    const back = difference(nothing, usage);
    this.noteUnrecorded(owner, back);
    this.move(owner, back, true);
  }

  /** Writes a usage item if its `seq` is what was read. */
  settle(usage: Pick<StoredUsage, 'owner' | 'seq'>, changes: Partial<UsageItem>): boolean {
    const known = this.usages.get(usage.owner);
    if (known?.seq !== usage.seq) return false;
    this.usages.set(usage.owner, { ...known, ...changes });
    return true;
  }

  usageOf(owner: string): StoredUsage {
    const { dueSince, drift, ...usage } = this.itemOf(owner);
    return { ...usage, ...(drift && { drift }) };
  }

  dueUsages(until: Date): string[] {
    const due = [...this.usages.values()].filter(({ dueSince }) => dueSince && dueSince <= until);
    return due.map(({ owner }) => owner);
  }

  under(owner: string, key: string): { id: string; requestHash: string } | undefined {
    const known = this.keys.get(`${owner} ${key}`);
    return known && known.endsAt > this.now().getTime() ? known : undefined;
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

  private noteUnrecorded(owner: string, change: Usage): void {
    this.unrecorded.set(owner, sum(this.unrecorded.get(owner) ?? nothing, change));
  }

  private write(after: FileRecord): void {
    const before = this.records.get(after.id);
    // As DynamoDB has it: without what is undefined, with whole seconds where it is told seconds.
    const stored = fromItem(JSON.parse(JSON.stringify(toItem(after))) as ReturnType<typeof toItem>);
    this.records.set(after.id, stored);
    this.onWrite({ ...(before && { before }), after: stored, at: this.now() });
  }
}

/** What a new record holds. */
const held = ({ sizeBytes }: FileRecord): Usage => ({ files: 1, bytes: sizeBytes, pendingFiles: 1 });
