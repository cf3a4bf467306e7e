import type { AbortUploadPorts } from '../../lambda/core/upload/abort-upload.js';
import type { CompleteUploadPorts, Joining } from '../../lambda/core/upload/complete-upload.js';
import type { CreateUploadPorts } from '../../lambda/core/upload/create-upload.js';
import type { FileRecord } from '../../lambda/core/file/file.js';
import { keyFor } from '../../lambda/core/file/object-key.js';
import { usageChange, type Quota, type Usage } from '../../lambda/core/file/usage.js';
import type { SignPartsPorts, StoredPart } from '../../lambda/core/upload/upload-parts.js';
import { noon, photoId, policy } from './records.js';

type Ports = CreateUploadPorts & CompleteUploadPorts & AbortUploadPorts & SignPartsPorts;

/** The upload half of the service in memory: records, usage, idempotency keys, and S3's multipart uploads. */
export class UploadService {
  readonly ports: Ports;
  now = noon;
  readonly records = new Map<string, FileRecord>();
  usage: Usage = { files: 0, bytes: 0, pendingFiles: 0 };
  /** Multipart uploads at S3. */
  readonly multipart = new Map<string, StoredPart[]>();
  joining: Joining = 'joined';
  /** Called while S3 is joining. */
  isJoinedByAnother = false;
  private readonly keys = new Map<string, { id: string; requestHash: string }>();
  private made = 0;

  constructor(quota: Quota = {}) {
    this.ports = this.portsWithin(quota);
  }

  private portsWithin(quota: Quota): Ports {
    return {
      policy: { ...policy, maxSizeBytes: 100 * 1024 ** 3, quota },
      now: () => this.now,
      keyFor,
      newFileId: () => photoId.slice(0, -3) + String(100 + this.made++),
      files: {
        get: async (id) => this.records.get(id),
        change: async (file, changes) => {
          if (this.records.get(file.id)?.revision !== file.revision) return undefined;
          const after = { ...file, ...changes, revision: file.revision + 1 };
          this.count(usageChange(file, after), 1);
          this.records.set(file.id, after);
          return after;
        },
      },
      usage: {
        reserve: async (_owner, usage, quota) => {
          if (this.usage.files + usage.files > (quota.maxFiles ?? Infinity)) return 'maxFiles';
          if (this.usage.bytes + usage.bytes > (quota.maxBytes ?? Infinity)) return 'maxBytes';
          if (this.usage.pendingFiles + 1 > (quota.maxPendingUploads ?? Infinity)) return 'maxPendingUploads';
          this.count(usage, 1);
          return undefined;
        },
        release: async (_owner, usage) => this.count(usage, -1),
      },
      uploads: {
        add: async (file, request) => {
          if (request && this.keys.has(request.key)) return false;
          if (request) this.keys.set(request.key, { id: file.id, requestHash: request.requestHash });
          this.records.set(file.id, file);
          return true;
        },
        under: async (_owner, key) => this.keys.get(key),
      },
      signer: {
        signPut: async ({ key }, at, seconds) => ({
          method: 'put',
          url: `put:${key}:${at.toISOString()}:${seconds}`,
          headers: {},
        }),
        signPost: async ({ key }, _at, seconds) => ({
          method: 'post',
          url: 'post:',
          fields: { key, seconds: String(seconds) },
        }),
      },
      signPart: async ({ partNumber, sizeBytes }, at, seconds) => ({
        url: `part:${partNumber}:${sizeBytes}:${seconds}`,
        expiresAt: new Date(at.getTime() + seconds * 1000),
      }),
      multipart: {
        begin: async ({ key }) => {
          this.multipart.set(`upload of ${key}`, []);
          return `upload of ${key}`;
        },
        abort: async (_key, uploadId) => void this.multipart.delete(uploadId),
      },
      abortParts: async (_key, uploadId) => void this.multipart.delete(uploadId),
      listParts: async (_key, uploadId) => this.multipart.get(uploadId),
      join: async (_file, uploadId) => {
        if (!this.multipart.has(uploadId)) return 'unknown';
        if (this.joining === 'joined' || this.isJoinedByAnother) this.multipart.delete(uploadId);
        return this.joining;
      },
    };
  }

  private count(change: Usage | undefined, times: 1 | -1): void {
    if (!change) return;
    const { files, bytes, pendingFiles } = this.usage;
    this.usage = {
      files: files + times * change.files,
      bytes: bytes + times * change.bytes,
      pendingFiles: pendingFiles + times * change.pendingFiles,
    };
  }
}
