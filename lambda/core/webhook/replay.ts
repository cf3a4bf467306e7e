import { fileFacts } from '../event/file-facts.js';
import { isFileEvent, type DomainEvent } from '../event/event.js';
import type { FileReader } from '../access/reach.js';
import type { DeliveryLog, DeliveryOrder, DeliveryOutcome, DeliveryPage } from './delivery.js';

/** How many deliveries one request sends again. */
export const replayLimit = 100;

export interface ReplayPorts {
  readonly log: Pick<DeliveryLog, 'list'>;
  readonly files: FileReader;
  readonly order: (orders: readonly DeliveryOrder[]) => Promise<ReadonlyMap<string, string>>;
}

/**
 * Sends again what the log of an endpoint holds, under the ids that it had, newest first. Throws where the queue does
 * not take it all: sending it again once more harms nobody.
 */
export async function replay(
  { log, files, order }: ReplayPorts,
  endpointId: string,
  { outcomes, from }: { outcomes: readonly DeliveryOutcome[]; from?: string | undefined },
): Promise<{ count: number } & Pick<DeliveryPage, 'next'>> {
  const { deliveries, next } = await log.list(endpointId, { outcomes, limit: replayLimit, from });
  const events = await Promise.all(deliveries.map(({ event }) => withNames(files, event)));
  const untold = events.length > 0 ? await order(events.map((event) => ({ endpointId, event }))) : new Map();
  if (untold.size > 0)
    throw new Error(`the queue did not take ${untold.size} of ${events.length} deliveries`);
  return { count: events.length, ...(next !== undefined && { next }) };
}

/** What the file is called now, which the log does not keep; nothing where it was deleted meanwhile. */
async function withNames(files: FileReader, event: DomainEvent): Promise<DomainEvent> {
  if (!isFileEvent(event) || event.type === 'file.deleted') return event;
  const file = await files.get(event.data.file.id);
  if (!file || file.status === 'deleted') return event;
  const { filename, metadata } = fileFacts(file);
  return { ...event, data: { file: { ...event.data.file, filename, metadata } } };
}
