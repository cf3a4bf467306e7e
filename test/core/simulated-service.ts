import type { DeleteFilePorts } from '../../lambda/core/manage/delete-file.js';
import type { FileRecord } from '../../lambda/core/file/file.js';
import type { EndedFiles, Files } from '../../lambda/core/file/files.js';
import { usageChange, type Usage } from '../../lambda/core/file/usage.js';
import type { DecideHeldPorts } from '../../lambda/core/validation/held-file.js';
import type { Decision } from '../../lambda/core/file/file.js';
import type { ValidationPorts, VerdictTag } from '../../lambda/core/validation/validation.js';
import type { StoredProperties } from '../../lambda/core/validation/stored-properties.js';
import { noon, photo } from './records.js';

interface SimulatedVersion {
  readonly sizeBytes: number;
  /** The result of the content check. */
  readonly honest: boolean;
  /** @default as the presigned request sets them */
  readonly properties?: StoredProperties;
  tag?: VerdictTag;
}

/**
 * One file, its record, its owner's usage and its key's versions, in memory, with the table's rules from `lambda/aws`.
 * `crashes` are the calls, counted from the first, before or after which the function crashes.
 */
export class SimulatedService {
  record: FileRecord;
  /** The record after `create`. */
  usage: Usage = { files: 1, bytes: 900, pendingFiles: 1 };
  readonly versions = new Map<string, SimulatedVersion>();
  /** Each version that was ever readable. */
  readonly readable = new Set<string>();
  /** Whether the owner's quota is exceeded. */
  isFull = false;
  now = noon;
  /** How many turns each call takes, in rotation, so that concurrent functions interleave. */
  delays: readonly number[] = [];
  /** Versions with a reminder of their scan, and the seconds until then. */
  readonly reminders: { versionId: string; inSeconds: number }[] = [];
  /** Decisions that are enqueued for `validate`. */
  readonly decisions: Decision[] = [];
  private calls = 0;

  constructor(
    private readonly crashes: ReadonlySet<number> = new Set(),
    record = photo(),
    policy: Pick<ValidationPorts['policy'], 'onFinding' | 'malware'> = { onFinding: 'reject' },
  ) {
    this.record = record;
    this.ports = { ...this.ports, policy: { quota: {}, ...policy } };
  }

  readonly files: Files & EndedFiles = {
    revive: async (file, changes) => (this.isFull ? 'over-quota' : this.files.change(file, changes)),
    get: (id) => this.call(() => (id === this.record.id ? this.record : undefined)),
    change: (file, changes) =>
      this.call(() => {
        if (file.revision !== this.record.revision) return undefined;
        const after = { ...file, ...changes, revision: file.revision + 1 };
        const moved = usageChange(file, after);
        if (moved) this.usage = sum(this.usage, moved);
        this.record = after;
        return after;
      }),
  };

  readonly store: ValidationPorts['store'] = {
    head: (_key, versionId) =>
      this.call(() => {
        const id = versionId ?? [...this.versions.keys()].at(-1);
        const version = id === undefined ? undefined : this.versions.get(id);
        if (!id || !version) return undefined;
        return { versionId: id, sizeBytes: version.sizeBytes, properties: version.properties ?? {} };
      }),
    tag: (_key, versionId, verdict) =>
      this.call(() => {
        const version = this.versions.get(versionId);
        if (version) version.tag = verdict;
        return version !== undefined;
      }),
    removeVersion: (_key, versionId) => this.call(() => void this.versions.delete(versionId)),
  };

  ports: ValidationPorts & DeleteFilePorts & DecideHeldPorts = {
    now: () => this.now,
    policy: { quota: {}, onFinding: 'reject' },
    files: this.files,
    store: this.store,
    grants: { removeAll: async () => {} },
    shares: { removeAll: async () => {} },
    removeVersion: this.store.removeVersion,
    checkContent: (_file, { versionId }) =>
      this.call(() => ({
        verdict: this.versions.get(versionId)?.honest ? 'accept' : 'reject',
        detectedType: 'image/png',
        reasons: this.versions.get(versionId)?.honest ? [] : [finding],
        warnings: [],
      })),
    askAgain: (_key, versionId, inSeconds) =>
      this.call(() => void this.reminders.push({ versionId, inSeconds })),
    notifyValidator: (_id, decision) => this.call(() => void this.decisions.push(decision)),
  };

  /** Runs one external call, unless the function crashes before it, or after it. */
  async call<Answer>(work: () => Answer): Promise<Answer> {
    const before = this.calls++;
    for (let turn = this.delays[before % this.delays.length] ?? 0; turn > 0; turn--) await undefined;
    if (this.crashes.has(before * 2)) throw new Error('killed before a call');
    const answer = work();
    const { status, version } = this.record;
    if (status === 'verified' && version && this.versions.get(version.versionId)?.tag === 'clean') {
      this.readable.add(version.versionId);
    }
    if (this.crashes.has(before * 2 + 1)) throw new Error('killed after a call');
    return answer;
  }
}

const finding = { code: 'type-mismatch', message: 'declared image/png, found application/x-elf', offset: 0 };

const sum = (one: Usage, other: Usage): Usage => ({
  files: one.files + other.files,
  bytes: one.bytes + other.bytes,
  pendingFiles: one.pendingFiles + other.pendingFiles,
});
