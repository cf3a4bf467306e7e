import type { DeleteFilePorts } from '../../lambda/core/delete-file.js';
import type { FileRecord } from '../../lambda/core/file.js';
import type { ValidateObjectPorts } from '../../lambda/core/validate-object.js';
import { noon, photo } from './records.js';

interface SimulatedVersion {
  readonly sizeBytes: number;
  /** What the content check will say. */
  readonly honest: boolean;
  tag?: 'clean' | 'rejected';
}

/**
 * One file, its record and its key's versions, in memory, with the table's conditions as `lambda/aws` writes them.
 * `crashes` names the calls, counted from the first, before or after which the function dies.
 */
export class SimulatedService {
  record: FileRecord = photo();
  readonly versions = new Map<string, SimulatedVersion>();
  /** Each version that a reader could have seen, ever. */
  readonly readable = new Set<string>();
  private calls = 0;

  constructor(private readonly crashes: ReadonlySet<number> = new Set()) {}

  readonly files: ValidateObjectPorts['files'] & DeleteFilePorts['files'] = {
    get: (id) => this.call(() => (id === this.record.id ? this.record : undefined)),
    claim: (_file, version, at) =>
      this.call(() =>
        this.change(this.record.status === 'pending', { status: 'uploaded', version, uploadedAt: at }),
      ),
    settle: (_file, version, verdict) =>
      this.call(() => {
        const { status, version: pinned } = this.record;
        const holds = status === 'uploaded' && pinned?.versionId === version.versionId;
        return this.change(holds, verdict) !== undefined;
      }),
    bury: (file) =>
      this.call(
        () => this.change(file.revision === this.record.revision, { status: 'deleted' }) !== undefined,
      ),
  };

  readonly store: ValidateObjectPorts['store'] = {
    head: (_key, versionId) =>
      this.call(() => {
        const id = versionId ?? [...this.versions.keys()].at(-1);
        const version = id === undefined ? undefined : this.versions.get(id);
        return id && version ? { versionId: id, sizeBytes: version.sizeBytes } : undefined;
      }),
    tag: (_key, versionId, verdict) =>
      this.call(() => {
        const version = this.versions.get(versionId);
        if (version) version.tag = verdict;
        return version !== undefined;
      }),
    removeVersion: (_key, versionId) => this.call(() => void this.versions.delete(versionId)),
  };

  readonly ports: ValidateObjectPorts & DeleteFilePorts = {
    now: () => noon,
    files: this.files,
    store: this.store,
    removeVersion: this.store.removeVersion,
    checkContent: (_file, { versionId }) =>
      this.call(() => ({
        verdict: this.versions.get(versionId)?.honest ? 'accept' : 'reject',
        detectedType: 'image/png',
        reasons: [],
        warnings: [],
      })),
  };

  private change(holds: boolean, changes: Partial<FileRecord>): FileRecord | undefined {
    if (!holds) return undefined;
    this.record = { ...this.record, ...changes, revision: this.record.revision + 1 };
    return this.record;
  }

  private async call<Answer>(work: () => Answer): Promise<Answer> {
    const before = this.calls++;
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
