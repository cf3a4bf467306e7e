import { fileFacts } from '../event/file-facts.js';
import { isFileEvent, type DomainEvent } from '../event/event.js';
import type { FileReader } from '../access/reach.js';
import type { DeliveriesWanted, DeliveryLog, DeliveryOrder, DeliveryPage } from './delivery.js';

/** How many deliveries one request sends again. */
export const replayLimit = 100;

/** What an endpoint does not know. */
const missed = ['failed', 'skipped'] as const;

export interface ReplayPorts {
  readonly log: Pick<DeliveryLog, 'list'>;
  readonly files: FileReader;
  readonly order: (orders: readonly DeliveryOrder[]) => Promise<ReadonlyMap<string, string>>;
}

/**
 * Sends again what the log of an endpoint holds, under the ids that it had, newest first: what it has missed, unless
 * other outcomes or one event are wanted. Throws where the queue does
 * not take it all: sending it again once more harms nobody.
 */
export async function replay(
  { log, files, order }: ReplayPorts,
  endpointId: string,
  wanted: DeliveriesWanted,
  from?: string,
): Promise<{ count: number } & Pick<DeliveryPage, 'next'>> {
  // Whoever names an event means it, whatever became of it.
  const outcomes = wanted.outcomes ?? (wanted.eventId === undefined ? missed : undefined);
  const { deliveries, next } = await log.list(
    endpointId,
    { ...wanted, outcomes },
    { limit: replayLimit, from },
  );
  const events = await Promise.all(deliveries.map(({ event }) => addNames(files, event)));
  const untold = events.length > 0 ? await order(events.map((event) => ({ endpointId, event }))) : new Map();
  if (untold.size > 0)
    throw new Error(`the queue did not take ${untold.size} of ${events.length} deliveries`);
  return { count: events.length, ...(next !== undefined && { next }) };
}

/** What the file is called now, which the log does not keep; nothing where it was deleted meanwhile. */
async function addNames(files: FileReader, event: DomainEvent): Promise<DomainEvent> {
  if (!isFileEvent(event) || event.type === 'file.deleted') return event;
  const file = await files.get(event.data.file.id);
  if (!file || file.status === 'deleted') return event;
  const { filename, metadata } = fileFacts(file);
  return { ...event, data: { file: { ...event.data.file, filename, metadata } } };
}
