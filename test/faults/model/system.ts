import type { UploadRequest } from '../../../lambda/core/upload/declaration.js';
import type { Truth } from '../simulation/bucket.js';

/** An upload, as its client knows it. */
export interface KnownUpload {
  readonly owner: string;
  readonly id: string;
  readonly method: 'put' | 'post' | 'multipart';
  readonly sizeBytes: number;
}

/** Actions of clients, operators and time; the simulation and the deployed stack both implement it. */
export interface SystemUnderFaults {
  /** What clients know so far. */
  readonly known: readonly KnownUpload[];
  create(owner: string, request: UploadRequest, idempotencyKey?: string): Promise<void>;
  /** Sends the bytes with a presigned request, however often it was used before. */
  send(upload: KnownUpload, bytes: SentBytes): Promise<void>;
  complete(upload: KnownUpload): Promise<unknown>;
  abort(upload: KnownUpload): Promise<unknown>;
  remove(upload: KnownUpload): Promise<unknown>;
  renew(upload: KnownUpload): Promise<unknown>;
  rename(upload: KnownUpload): Promise<unknown>;
  decide(upload: KnownUpload, verdict: 'release' | 'reject'): Promise<unknown>;
  erase(owner: string): Promise<void>;
  /** A link to the file; those below use the last one. */
  share(upload: KnownUpload, wishes: LinkWishes): Promise<void>;
  /** Concurrent visitors. */
  follow(upload: KnownUpload, visitors: number): Promise<void>;
  unshare(upload: KnownUpload): Promise<void>;
  grant(upload: KnownUpload, reader: string): Promise<void>;
  revoke(upload: KnownUpload, reader: string): Promise<void>;
  /** Another user than the owner requests the bytes. */
  read(upload: KnownUpload, reader: string): Promise<void>;
  sweep(): Promise<void>;
  /** An operator redrives the dead letters. */
  redrive(): Promise<void>;
  pass(seconds: number): Promise<void>;
}

export interface LinkWishes {
  readonly maxDownloads?: number | undefined;
  readonly expiresInSeconds: number;
}

export interface SentBytes {
  readonly truth: Truth;
  /** A PUT that started in time and finishes this much later. */
  readonly slowSeconds: number;
  /** Fewer bytes than declared, which a form allows. */
  readonly isShort: boolean;
}
