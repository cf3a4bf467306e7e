import type { UploadRequest } from '../../../lambda/core/declaration.js';
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
  complete(upload: KnownUpload): Promise<void>;
  abort(upload: KnownUpload): Promise<void>;
  remove(upload: KnownUpload): Promise<void>;
  renew(upload: KnownUpload): Promise<void>;
  rename(upload: KnownUpload): Promise<void>;
  decide(upload: KnownUpload, verdict: 'release' | 'reject'): Promise<void>;
  erase(owner: string): Promise<void>;
  sweep(): Promise<void>;
  /** An operator puts the dead letters back. */
  redrive(): Promise<void>;
  pass(seconds: number): Promise<void>;
}

export interface SentBytes {
  readonly truth: Truth;
  /** A PUT that began in time and ends this much later. */
  readonly slowSeconds: number;
  /** Fewer bytes than declared, which a form may send. */
  readonly isShort: boolean;
}
