import { readCleanOnly } from './read-clean-only.js';
import type { Rights } from './right.js';

/** Presigns reads that live longer than a function's own credentials may; only `download` may assume it. */
export const readSignerRights: Rights = readCleanOnly;
