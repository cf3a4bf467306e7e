import type { SignedPart } from '../api/contract.js';
import type { StorageAnswer } from '../api/storage-answer.js';

/** One request that storage accepts only as described: of a whole file once, of a part as often as it is sent. */
export type SignedRequest = Pick<SignedPart, 'url' | 'headers'>;

export interface SendOptions {
  readonly onSent: (sentBytes: number) => void;
  readonly signal: AbortSignal;
}

/** Sends it once and tells what storage said; rejects where storage said nothing. */
export type SendPut = (signed: SignedRequest, bytes: Blob, options: SendOptions) => Promise<StorageAnswer>;
