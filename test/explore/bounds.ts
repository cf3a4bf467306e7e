import type { Bounds } from './explore.js';

const all = Number.MAX_SAFE_INTEGER;

/**
 * All states; from each kind of them, single moves with a fault; from some, two at once, and from each class with a
 * fault. For minutes on two idle cores.
 */
export const longBounds: Bounds = { alone: [0, all, 4], pairs: [16, all, 1] };

/** For seconds. */
export const shortBounds: Bounds = { maxMoves: 3, maxStates: 25, alone: [0, 1], pairs: [1] };
