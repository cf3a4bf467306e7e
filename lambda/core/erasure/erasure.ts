import { Problem } from '../problem.js';

/** One owner's wish to have all files erased that they had at `requestedAt`; of each owner the last one is kept. */
export interface Erasure {
  /** UUIDv7. */
  readonly id: string;
  readonly owner: string;
  readonly status: 'running' | 'done';
  /** Files that came later stay. */
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
    /** Stores it in place of the owner's last one. */
    begin(erasure: Erasure): Promise<void>;
  };
  /** Has the erasure go on at once. The sweep does so later, where this fails. */
  readonly wake: (owner: string) => Promise<void>;
}

/**
 * Asks for all files to be erased that the owner has now. May be repeated: an erasure that still runs is replaced by
 * one that reaches as far as this moment, and keeps its count.
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

/** How far the owner's last erasure is. Refuses with `erasure-not-found` where there was none. */
export async function erasureProgress(
  { erasures }: Pick<ErasurePorts, 'erasures'>,
  owner: string,
): Promise<Erasure> {
  const erasure = await erasures.of(owner);
  if (erasure) return erasure;
  throw new Problem('erasure-not-found', 'You have not asked for an erasure in the last 30 days');
}
