import { setTimeout as pause } from 'node:timers/promises';
import type { PutEventsRequestEntry, PutEventsResponse } from '@aws-sdk/client-eventbridge';
import type { AnnouncePorts } from '../../core/announcement/announce.js';
import type { DomainEvent } from '../../core/event/event.js';
import { batchesOf } from './batches.js';
import { jsonService } from '../http/json-service.js';

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
export function eventBus(bus: string): AnnouncePorts['publish'] {
  const call = jsonService({ name: 'events', target: 'AWSEvents', version: '1.1' });
  const putEvents = async (Entries: readonly RequestEntry[]) =>
    (await call('PutEvents', { Entries })) as PutEventsResponse;
  return async (events) => {
    const entries = events.map((event) => ({ id: event.id, entry: entryOf(bus, event) }));
    const unsent = await Promise.all(batchesOf(entries, limits).map((batch) => put(putEvents, batch)));
    return new Map(unsent.flat().map(({ id, reason }) => [id, reason]));
  };
}

/** Its time in seconds since 1970, as AWS JSON has it. */
type RequestEntry = Omit<PutEventsRequestEntry, 'Time'> & { readonly Time: number };
type PutEvents = (entries: readonly RequestEntry[]) => Promise<PutEventsResponse>;

interface Entry {
  readonly id: string;
  readonly entry: RequestEntry;
}

interface Unsent extends Entry {
  /** EventBridge's code, or the name of the error. */
  readonly reason: string;
}

function entryOf(bus: string, event: DomainEvent): RequestEntry {
  return {
    EventBusName: bus,
    Source: 'waybill',
    DetailType: event.type,
    Time: Date.parse(event.timestamp) / 1000,
    Detail: JSON.stringify(event),
  };
}

/**
 * EventBridge API reference, "PutEvents": a successful request may contain failed entries; results are in the order of
 * the entries.
 */
async function put(putEvents: PutEvents, batch: readonly Entry[]): Promise<Unsent[]> {
  let left: readonly Entry[] = batch;
  for (let attempt = 1; ; attempt++) {
    const unsent = await putEntries(putEvents, left);
    if (unsent.length === 0 || attempt === attempts) return unsent;
    left = unsent;
    await pause(pauseMs * 2 ** attempt * Math.random());
  }
}

async function putEntries(putEvents: PutEvents, batch: readonly Entry[]): Promise<Unsent[]> {
  try {
    const { Entries = [] } = await putEvents(batch.map(({ entry }) => entry));
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
