import { setTimeout as pause } from 'node:timers/promises';
import { EventBridgeClient, PutEventsCommand, type PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import type { AnnouncePorts } from '../../core/announcement/announce.js';
import type { DomainEvent } from '../../core/event/event.js';
import { batchesOf } from './batches.js';
import { patience } from '../patience.js';

/** EventBridge user guide, "Amazon EventBridge quotas": entries per request, and their total bytes. */
const limits = {
  maxItems: 10,
  maxBytes: 256 * 1024,
  // For source, type, time and a margin.
  bytesOf: ({ entry }: Entry) => Buffer.byteLength(entry.Detail ?? '') + 128,
};

const attempts = 3;
const pauseMs = 100;

/** Publishes on an EventBridge bus. @param bus its ARN, or its name in the same account and region */
export function eventBus(bus: string, client = new EventBridgeClient(patience())): AnnouncePorts['publish'] {
  return async (events) => {
    const entries = events.map((event) => ({ id: event.id, entry: entryOf(bus, event) }));
    const unsent = await Promise.all(batchesOf(entries, limits).map((batch) => put(client, batch)));
    return new Map(unsent.flat().map(({ id, reason }) => [id, reason]));
  };
}

interface Entry {
  readonly id: string;
  readonly entry: PutEventsRequestEntry;
}

interface Unsent extends Entry {
  /** EventBridge's code, or the name of the error. */
  readonly reason: string;
}

function entryOf(bus: string, event: DomainEvent): PutEventsRequestEntry {
  return {
    EventBusName: bus,
    Source: 'waybill',
    DetailType: event.type,
    Time: new Date(event.timestamp),
    Detail: JSON.stringify(event),
  };
}

/**
 * EventBridge API reference, "PutEvents": a successful request may contain failed entries; results are in the order of
 * the entries.
 */
async function put(client: EventBridgeClient, batch: readonly Entry[]): Promise<Unsent[]> {
  let left: readonly Entry[] = batch;
  for (let attempt = 1; ; attempt++) {
    const unsent = await putEntries(client, left);
    if (unsent.length === 0 || attempt === attempts) return unsent;
    left = unsent;
    await pause(pauseMs * 2 ** attempt * Math.random());
  }
}

async function putEntries(client: EventBridgeClient, batch: readonly Entry[]): Promise<Unsent[]> {
  try {
    const command = new PutEventsCommand({ Entries: batch.map(({ entry }) => entry) });
    const { Entries = [] } = await client.send(command);
    return batch.flatMap((one, index) => {
      const { EventId, ErrorCode = 'no answer' } = Entries[index] ?? {};
      return EventId === undefined ? [{ ...one, reason: ErrorCode }] : [];
    });
  } catch (error) {
    // The SDK has retried the request; the other batches continue.
    const reason = error instanceof Error ? error.name : 'unknown';
    return batch.map((one) => ({ ...one, reason }));
  }
}
