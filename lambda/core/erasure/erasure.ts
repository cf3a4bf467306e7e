import { Problem } from '../problem.js';

/** A request to erase all files that an owner had at `requestedAt`; the last one of each owner is kept. */
export interface Erasure {
  /** UUIDv7. */
  readonly id: string;
  readonly owner: string;
  readonly status: 'running' | 'done';
  /** Files that were created later stay. */
  readonly requestedAt: Date;
  readonly finishedAt?: Date;
  /** Files deleted so far. */
  readonly deleted: number;
}

export interface ErasurePorts {
  readonly now: () => Date;
  readonly newErasureId: (at: Date) => string;
  readonly erasures: {
    of(owner: string): Promise<Erasure | undefined>;
    /** Replaces the owner's last one. */
    begin(erasure: Erasure): Promise<void>;
  };
  /** Starts the erasure at once. If this fails, the sweep starts it later. */
  readonly wake: (owner: string) => Promise<void>;
}

/**
 * Requests the erasure of all files that the owner has now. May be repeated: a running erasure is replaced by one up to
 * the present time, and keeps its count.
 */
export async function requestErasure(ports: ErasurePorts, owner: string): Promise<Erasure> {
  const { now, newErasureId, erasures, wake } = ports;
  const running = await erasures.of(owner);
  const requestedAt = now();
  const erasure: Erasure = {
    id: newErasureId(requestedAt),
    owner,
    status: 'running',
    requestedAt,
    deleted: running?.status === 'running' ? running.deleted : 0,
  };
  await erasures.begin(erasure);
  await wake(owner);
  return erasure;
}

/** Progress of the owner's last erasure. Throws `erasure-not-found` if there is none. */
export async function erasureProgress(
  { erasures }: Pick<ErasurePorts, 'erasures'>,
  owner: string,
): Promise<Erasure> {
  const erasure = await erasures.of(owner);
  if (erasure) return erasure;
  throw new Problem('erasure-not-found', 'You have not requested an erasure in the last 30 days');
}
