import type { UploadRequest } from '../../../lambda/core/upload/declaration.js';
import type { Truth } from '../simulation/bucket.js';

/** An upload as the client that began it knows it. */
export interface KnownUpload {
  readonly owner: string;
  readonly id: string;
  readonly method: 'put' | 'post' | 'multipart';
  readonly sizeBytes: number;
}

/** What clients, operators and time may do to the system; the simulation and the deployed stack both take it. */
export interface SystemUnderFaults {
  /** What clients were told of so far. */
  readonly known: readonly KnownUpload[];
  create(owner: string, request: UploadRequest, idempotencyKey?: string): Promise<void>;
  /** Sends the bytes with what was signed, however often it was used before. */
  send(upload: KnownUpload, bytes: SentBytes): Promise<void>;
  complete(upload: KnownUpload): Promise<unknown>;
  abort(upload: KnownUpload): Promise<unknown>;
  remove(upload: KnownUpload): Promise<unknown>;
  renew(upload: KnownUpload): Promise<unknown>;
  rename(upload: KnownUpload): Promise<unknown>;
  decide(upload: KnownUpload, verdict: 'release' | 'reject'): Promise<unknown>;
  erase(owner: string): Promise<void>;
  /** A link to the file; those below go to the last one. */
  share(upload: KnownUpload, wishes: LinkWishes): Promise<void>;
  /** So many visitors at once. */
  follow(upload: KnownUpload, visitors: number): Promise<void>;
  unshare(upload: KnownUpload): Promise<void>;
  grant(upload: KnownUpload, reader: string): Promise<void>;
  revoke(upload: KnownUpload, reader: string): Promise<void>;
  /** Somebody else than the owner asks for the bytes. */
  read(upload: KnownUpload, reader: string): Promise<void>;
  sweep(): Promise<void>;
  /** An operator puts the dead letters back. */
  redrive(): Promise<void>;
  pass(seconds: number): Promise<void>;
}

export interface LinkWishes {
  readonly maxDownloads?: number | undefined;
  readonly expiresInSeconds: number;
}

export interface SentBytes {
  readonly truth: Truth;
  /** A PUT that began in time and ends this much later. */
  readonly slowSeconds: number;
  /** Fewer bytes than declared, which a form may send. */
  readonly isShort: boolean;
}
