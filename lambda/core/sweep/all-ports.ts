import type { ErasePorts } from '../erasure/erase.js';
import type { OrphanPorts } from './orphans.js';
import type { SweepPorts } from './ports.js';
import type { RecountPorts } from './recount.js';

/** All ports of a sweep. */
export type AllSweepPorts = SweepPorts & OrphanPorts & RecountPorts & ErasePorts;
