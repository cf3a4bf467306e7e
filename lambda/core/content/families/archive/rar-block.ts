/** A header of an archive: what it is and where the next one stands. */
export interface RarBlock {
  readonly kind: 'end' | 'encryption' | 'other';
  readonly next: number;
  /** Is the content of this member encrypted? */
  readonly isLocked?: boolean;
}

/**
 * Reads the block at `at` of `bytes`; `undefined` when its checksum is wrong. `next` counts from `at`.
 * `isInChain`: another block led here, so that a header without a checksum is believed.
 */
export type ReadBlock = (bytes: Buffer, at: number, isInChain: boolean) => RarBlock | undefined;
