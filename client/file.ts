import type { Answer } from '../lambda/api/answers.js';

/** One file as the API tells it: its state, what it really is, and why it was refused if it was. Times are ISO 8601, UTC. */
export type StoredFile = Answer<'File'>;

/** `pending` waits for bytes, `uploaded` for its verdict; only `verified` can be read. */
export type FileStatus = StoredFile['status'];

/** One thing that was found in the bytes. Branch on `code`; `message` is for people; `offset` counts bytes. */
export type Reason = StoredFile['reasons'][number];

/** What the service accepts. */
export type Limits = Answer<'Health'>['limits'];

/** A signed address of one file's bytes. Whoever has it can read them until `expiresAt`: do not log it. */
export type ReadUrl = Answer<'ReadUrl'>;
