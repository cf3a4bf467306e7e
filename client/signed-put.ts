import type { Answer } from '../lambda/api/answers.js';
import type { StorageAnswer } from './storage-answer.js';

/** One request that storage accepts once, and only as described. */
export type SignedPut = Extract<Answer<'Upload'>['upload'], { method: 'put' }>;

export interface PutOptions {
  readonly onSent: (sentBytes: number) => void;
  readonly signal?: AbortSignal | undefined;
}

/** Sends it once and tells what storage said; rejects where storage said nothing. */
export type SendPut = (signed: SignedPut, bytes: Blob, options: PutOptions) => Promise<StorageAnswer>;
