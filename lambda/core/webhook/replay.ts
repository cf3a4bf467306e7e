import { fileFacts } from '../event/file-facts.js';
import { isFileEvent, type DomainEvent } from '../event/event.js';
import type { FileReader } from '../access/reach.js';
import type { DeliveriesWanted, DeliveryLog, DeliveryOrder, DeliveryPage } from './delivery.js';

/** How many deliveries one request replays. */
export const replayLimit = 100;

/** Fields of the log that an endpoint does not have. */
const missed = ['failed', 'skipped'] as const;

export interface ReplayPorts {
  readonly log: Pick<DeliveryLog, 'list'>;
  readonly files: FileReader;
  readonly order: (orders: readonly DeliveryOrder[]) => Promise<ReadonlyMap<string, string>>;
}

/**
 * Replays deliveries from the log of an endpoint, with the same event ids, newest first: failed and skipped ones, or
 * other outcomes, or one event. Throws if the queue rejects some: the replay may be repeated.
 */
export async function replay(
  { log, files, order }: ReplayPorts,
  endpointId: string,
  wanted: DeliveriesWanted,
  from?: string,
): Promise<{ count: number } & Pick<DeliveryPage, 'next'>> {
  // An event by its id is replayed whatever its outcome.
  const outcomes = wanted.outcomes ?? (wanted.eventId === undefined ? missed : undefined);
  const { deliveries, next } = await log.list(
    endpointId,
    { ...wanted, outcomes },
    { limit: replayLimit, from },
  );
  const events = await Promise.all(deliveries.map(({ event }) => addNames(files, event)));
  const unsent = events.length > 0 ? await order(events.map((event) => ({ endpointId, event }))) : new Map();
  if (unsent.size > 0)
    throw new Error(`the queue did not take ${unsent.size} of ${events.length} deliveries`);
  return { count: events.length, ...(next !== undefined && { next }) };
}

/** The current name of the file, which the log does not store; undefined if the file was deleted. */
async function addNames(files: FileReader, event: DomainEvent): Promise<DomainEvent> {
  if (!isFileEvent(event) || event.type === 'file.deleted') return event;
  const file = await files.get(event.data.file.id);
  if (!file || file.status === 'deleted') return event;
  const { filename, metadata } = fileFacts(file);
  return { ...event, data: { file: { ...event.data.file, filename, metadata } } };
}
