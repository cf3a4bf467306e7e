import type { Erasure } from '../../../lambda/core/erasure/erasure.js';
import { expiryOf, type FileRecord } from '../../../lambda/core/file/file.js';
import type { WalkPlace } from '../../../lambda/core/sweep/orphans.js';
import type { StoredUsage } from '../../../lambda/core/sweep/recount.js';
import type { AllSweepPorts } from '../../../lambda/core/sweep/all-ports.js';
import { sweep } from '../../../lambda/core/sweep/sweep.js';
import type { SweepReport } from '../../../lambda/core/sweep/report.js';
import { waitOf } from '../../../lambda/core/sweep/wait.js';
import { usageChange, usageOf, type Usage } from '../../../lambda/core/file/usage.js';
import { keyFor } from '../../../lambda/core/file/object-key.js';
import { noon, photo, photoId } from '../records.js';

export const minute = 60_000;
export const hour = 60 * minute;
export const before = (ms: number) => new Date(noon.getTime() - ms);

/** Ids that differ in their random end. */
export const idOf = (index: number) => photoId.slice(0, -4) + String(1000 + index);

/** Alice's file, pending for three hours. */
export const old = (index = 0, changes: Partial<FileRecord> = {}): FileRecord =>
  photo({
    id: idOf(index),
    key: keyFor('alice', idOf(index)),
    createdAt: before(3 * hour),
    uploadExpiresAt: before(2 * hour),
    ...changes,
  });

/**
 * The inputs of a sweep in memory: records with the table's rules, the bucket's versions and multipart uploads, owners'
 * usage. `crashes` are the external calls, counted from the first, before (even) or after (odd) which the function
 * crashes.
 */
export class SimulatedSweep {
  now = noon;
  readonly records = new Map<string, FileRecord>();
  readonly usage = new Map<string, StoredUsage>();
  readonly versions = new Map<string, string[]>();
  readonly uploads = new Map<string, string>();
  /** What was enqueued for `validate`, `key#version`. */
  readonly notified: string[] = [];
  readonly joins: string[] = [];
  /** Files with links. */
  readonly shared = new Set<string>();
  readonly erasures = new Map<string, Erasure>();
  readonly notes = new Map<string, Date>();
  place: WalkPlace | undefined;
  crashes: ReadonlySet<number> = new Set();
  calls = 0;
  readonly failures: string[] = [];

  add(...files: FileRecord[]): this {
    for (const file of files) {
      this.records.set(file.id, file);
      this.move(file.owner, usageOf(file));
    }
    return this;
  }

  sweep(dryRun = false, deadline = new Date(this.now.getTime() + hour)): Promise<SweepReport> {
    const onFailure = (id: string) => void this.failures.push(id);
    return sweep(this.ports, { deadline, dryRun, onFailure });
  }

  record(index = 0): FileRecord | undefined {
    return this.records.get(idOf(index));
  }

  held(owner = 'alice'): Usage {
    const { files, bytes, pendingFiles } = this.usage.get(owner) ?? nothing;
    return { files, bytes, pendingFiles };
  }

  move(owner: string, change: Usage): void {
    const known = this.usage.get(owner) ?? { owner, ...nothing, seq: 0 };
    this.usage.set(owner, {
      ...known,
      files: known.files + change.files,
      bytes: known.bytes + change.bytes,
      pendingFiles: known.pendingFiles + change.pendingFiles,
      seq: known.seq + 1,
    });
  }

  private async call<Answer>(work: () => Answer): Promise<Answer> {
    const call = this.calls++;
    if (this.crashes.has(call * 2)) throw new Error('killed before a call');
    const answer = work();
    if (this.crashes.has(call * 2 + 1)) throw new Error('killed after a call');
    return answer;
  }

  private shown = (which: (file: FileRecord) => boolean) => [...this.records.values()].filter(which);

  readonly ports: AllSweepPorts = {
    now: () => this.now,
    settings: { uploadGraceSeconds: 3600, orphanGraceSeconds: 7 * 24 * 3600 },
    policy: {},
    grants: { removeAll: () => this.call(() => undefined) },
    shares: { removeAll: (fileId) => this.call(() => void this.shared.delete(fileId)) },
    files: {
      get: (id) => this.call(() => this.records.get(id)),
      change: (file, changes) =>
        this.call(() => {
          if (this.records.get(file.id)?.revision !== file.revision) return undefined;
          const after = { ...file, ...changes, revision: file.revision + 1 };
          const moved = usageChange(file, after);
          if (moved) this.move(file.owner, moved);
          this.records.set(file.id, after);
          return after;
        }),
      forget: (file) =>
        this.call(
          () => this.records.get(file.id)?.revision === file.revision && this.records.delete(file.id),
        ),
    },
    waiting: waitingIn(this),
    store: {
      versions: (key) =>
        this.call(() => (this.versions.get(key) ?? []).map((versionId) => ({ key, versionId }))),
      removeVersion: (key, versionId) =>
        this.call(() => {
          const left = (this.versions.get(key) ?? []).filter((one) => one !== versionId);
          if (left.length > 0) this.versions.set(key, left);
          else this.versions.delete(key);
        }),
      abortParts: (_key, uploadId) => this.call(() => void this.uploads.delete(uploadId)),
    },
    bucket: {
      versions: (after = '') => this.call(() => this.page([...this.versions.keys()], after)),
      uploads: () =>
        this.call(() => ({ items: [...this.uploads].map(([uploadId, key]) => ({ key, uploadId })) })),
    },
    notifyFound: (key, versionId) => this.call(() => void this.notified.push(`${key}#${versionId}`)),
    askToJoin: (id) => this.call(() => void this.joins.push(id)),
    ownerFiles: pagesIn(this),
    erasing: {
      listRunning: () => pageOf([...this.erasures.values()].filter(({ status }) => status === 'running')),
      of: async (owner) => this.erasures.get(owner),
      count: (erasure, deleted) =>
        this.call(() => {
          const known = this.erasures.get(erasure.owner);
          if (known?.id === erasure.id)
            this.erasures.set(erasure.owner, { ...known, deleted: known.deleted + deleted });
        }),
      finish: (erasure, finishedAt) =>
        this.call(() => {
          const known = this.erasures.get(erasure.owner);
          if (known?.id === erasure.id)
            this.erasures.set(erasure.owner, { ...known, status: 'done', finishedAt });
        }),
    },
    usages: {
      listUnchecked: () => pageOf([...this.usage.values()]),
      settle: async () => true,
      note: async (usage, lastLook) => this.write(usage, { lastLook }),
      correct: async (usage, found) => this.write(usage, { ...found, seq: usage.seq + 1 }),
    },
    walk: {
      place: () => this.call(() => this.place),
      moveTo: (next) =>
        this.call(() => {
          if (this.place && this.place.seq !== next.seq) return false;
          this.place = { ...next, seq: next.seq + 1 };
          return true;
        }),
    },
    orphans: {
      records: async (ids) => this.shown(({ id }) => ids.includes(id)),
      recordSighting: (name, at) =>
        this.call(() => {
          const seenAt = this.notes.get(name) ?? at;
          this.notes.set(name, seenAt);
          return seenAt;
        }),
      firstSighting: async (name) => this.notes.get(name),
    },
  };

  private write(usage: StoredUsage, changes: Partial<StoredUsage>): boolean {
    const known = this.usage.get(usage.owner);
    if (known?.seq !== usage.seq) return false;
    this.usage.set(usage.owner, { ...known, ...changes });
    return true;
  }

  /** Two keys per page. */
  private page(keys: string[], after: string) {
    const rest = keys.sort().filter((key) => key > after);
    const items = rest
      .slice(0, 2)
      .flatMap((key) => (this.versions.get(key) ?? []).map((versionId) => ({ key, versionId })));
    return { items, ...(rest.length > 2 && { next: rest[1] as string }) };
  }
}

const nothing = { files: 0, bytes: 0, pendingFiles: 0 };

async function* pageOf<Item>(items: readonly Item[]): AsyncGenerator<Item> {
  yield* items;
}

const pagesIn = ({ records }: SimulatedSweep): AllSweepPorts['ownerFiles'] => ({
  pages: (owner) =>
    pageOf([
      [...records.values()].filter(
        (file) => file.owner === owner && file.status !== 'deleted' && file.status !== 'aborted',
      ),
    ]),
});

const waitingIn = ({ records }: SimulatedSweep): AllSweepPorts['waiting'] => ({
  shards: 1,
  files: (_shard, wait, until) =>
    pageOf([
      [...records.values()].filter((file) => {
        const waits = waitOf(file);
        return waits?.wait === wait && waits.since <= until;
      }),
    ]),
  listExpiredHeld: (_shard, at) =>
    pageOf([[...records.values()].filter((file) => file.status === 'held' && (expiryOf(file) ?? at) < at)]),
});
