import type { VerdictTag } from '../../../lambda/core/validation/validation.js';
import type { UploadMethod } from '../../../lambda/core/file/file.js';
import type { StoredPart } from '../../../lambda/core/upload/upload-parts.js';

/**
 * The real type of bytes, known only to the simulation. `encoded`: sent with a Content-Encoding that readers decode.
 */
export type Truth = 'honest' | 'wrong-type' | 'infected' | 'encoded';

/** Fields of a form must be in its policy, and a part's headers are not the object's: S3 only stores those of a PUT. */
export const storedTruth = (truth: Truth, method: UploadMethod): Truth =>
  truth === 'encoded' && method !== 'put' ? 'honest' : truth;

export interface StoredBytes {
  readonly key: string;
  readonly versionId: string;
  readonly sizeBytes: number;
  readonly truth: Truth;
  readonly storedAt: Date;
  tag?: VerdictTag;
}

interface OpenUpload {
  readonly key: string;
  readonly parts: Map<number, StoredPart>;
  truth: Truth;
}

/** A versioned bucket: versions of each key, oldest first, and multipart uploads. */
export class Bucket {
  readonly versions = new Map<string, StoredBytes[]>();
  readonly uploads = new Map<string, OpenUpload>();
  /** All that were ever stored. */
  readonly ever = new Map<string, StoredBytes>();
  private made = 0;

  constructor(
    private readonly now: () => Date,
    private readonly onStored: (stored: StoredBytes) => void,
    private readonly onRemoved: (removed: StoredBytes) => void,
  ) {}

  /** @param once as `If-None-Match: *`, which every presigned PUT and completion has @returns whether it was stored */
  put(key: string, sizeBytes: number, truth: Truth, once: boolean): boolean {
    const known = this.versions.get(key) ?? [];
    if (once && known.length > 0) return false;
    const stored: StoredBytes = { key, versionId: `v${this.made++}`, sizeBytes, truth, storedAt: this.now() };
    this.versions.set(key, [...known, stored]);
    this.ever.set(stored.versionId, stored);
    this.onStored(stored);
    return true;
  }

  /** One version, or the newest. */
  version(key: string, versionId?: string): StoredBytes | undefined {
    const known = this.versions.get(key) ?? [];
    return versionId === undefined ? known.at(-1) : known.find((one) => one.versionId === versionId);
  }

  remove(key: string, versionId: string): void {
    const removed = this.version(key, versionId);
    const left = (this.versions.get(key) ?? []).filter((one) => one.versionId !== versionId);
    if (left.length > 0) this.versions.set(key, left);
    else this.versions.delete(key);
    if (removed) this.onRemoved(removed);
  }

  begin(key: string): string {
    const uploadId = `upload${this.made++}`;
    this.uploads.set(uploadId, { key, parts: new Map(), truth: 'honest' });
    return uploadId;
  }

  putPart(uploadId: string, partNumber: number, sizeBytes: number, truth: Truth): boolean {
    const upload = this.uploads.get(uploadId);
    if (!upload) return false;
    upload.parts.set(partNumber, { partNumber, sizeBytes, etag: `e${this.made++}` });
    upload.truth = truth;
    return true;
  }

  partsOf(uploadId: string): readonly StoredPart[] | undefined {
    const upload = this.uploads.get(uploadId);
    return upload && [...upload.parts.values()].sort((one, other) => one.partNumber - other.partNumber);
  }

  /** S3 API reference, "CompleteMultipartUpload": parts that have changed are refused. */
  join(uploadId: string, listed: readonly StoredPart[]): 'joined' | 'unknown' | 'parts-changed' {
    const upload = this.uploads.get(uploadId);
    if (!upload) return 'unknown';
    if (listed.some(({ partNumber, etag }) => upload.parts.get(partNumber)?.etag !== etag))
      return 'parts-changed';
    const sizeBytes = listed.reduce((sum, part) => sum + part.sizeBytes, 0);
    if (!this.put(upload.key, sizeBytes, upload.truth, true)) return 'unknown';
    this.uploads.delete(uploadId);
    return 'joined';
  }
}
