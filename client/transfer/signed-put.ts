import type { SignedPart } from '../api/contract.js';
import type { StorageAnswer } from '../api/storage-answer.js';

/** One presigned request: for a whole file single-use, for a part repeatable. */
export type SignedRequest = Pick<SignedPart, 'url' | 'headers'>;

export interface SendOptions {
  readonly onSent: (sentBytes: number) => void;
  readonly signal: AbortSignal;
}

/** Sends it once and returns S3's response; rejects without a response. */
export type SendPut = (signed: SignedRequest, bytes: Blob, options: SendOptions) => Promise<StorageAnswer>;
