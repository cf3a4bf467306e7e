import type { ErasePorts } from '../erasure/erase.js';
import type { OrphanPorts } from './orphans.js';
import type { SweepPorts } from './ports.js';
import type { RecountPorts } from './recount.js';

/** What the steps of a sweep need, together. */
export type AllSweepPorts = SweepPorts & OrphanPorts & RecountPorts & ErasePorts;
