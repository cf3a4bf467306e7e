import { readCleanOnly } from './read-clean-only.js';
import type { Rights } from './right.js';

/** Signs reads that live longer than a function's own credentials may; `download` alone may assume it. */
export const readSigner: Rights = readCleanOnly;
