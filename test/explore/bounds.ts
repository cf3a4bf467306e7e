import type { Bounds } from './explore.js';

/** For two to three minutes on two idle cores. */
export const longBounds: Bounds = { maxMoves: 7, maxStates: 100, crossed: [1, 1, 1] };

/** For seconds. */
export const shortBounds: Bounds = { maxMoves: 3, maxStates: 25, crossed: [1] };
