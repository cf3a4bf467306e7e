import type { Redriven, RedriveRequest } from '../../../lambda/core/announcement/redrive-message.js';
import { keptBatch, nameOfRecord, type KeptRecord } from './kept-batch.js';

/** The bucket with batches that failed all retries. */
export interface KeptObjects {
  keys(): AsyncIterable<string>;
  /** Undefined: it was removed. Without text: it is too large to be a batch. */
  read(key: string): Promise<{ text: string | undefined; versionId: string | undefined } | undefined>;
  remove(key: string, versionId: string | undefined): Promise<void>;
}

export interface RedrivePorts {
  readonly objects: KeptObjects;
  /** Invokes `announce`. Rejects with `FunctionFailed` if it threw or timed out. */
  readonly ask: (request: RedriveRequest) => Promise<Redriven>;
  readonly isFunctionFailure: (error: unknown) => boolean;
}

/** A record that failed, by its position in the stream and the key of the changed item. */
export interface UnsentRecord {
  readonly sequenceNumber: string | null;
  readonly record: string | null;
  readonly reason: string;
}

/**
 * The outcome for one object:
 * - `told`: all of its events were published, and it was removed
 * - `tellable`: of a dry run, all of its events can be published
 * - `kept`: it stays unchanged, for the records in `unsent`; the others were published
 * - `foreign`: it is not a batch of this deployment, and stays
 */
export type RedriveOutcome = {
  readonly key: string;
  readonly records: number;
  /** How many events were, or would be, published; not every record has one. */
  readonly events: number;
} & (
  | { readonly outcome: 'told' | 'tellable' }
  | { readonly outcome: 'kept'; readonly unsent: readonly UnsentRecord[] }
  | { readonly outcome: 'foreign'; readonly reason: string }
);

/**
 * The payload of an invocation may be 6 MB (Lambda developer guide, "Lambda quotas"); a batch of the mapping has 100
 * records.
 */
const limits = { bytes: 4 * 1024 * 1024, records: 100 };

/**
 * Redrives what Lambda has kept, an object at a time, oldest first of each shard. An object is removed once all of its
 * events are published, so this may be interrupted and run again at any time: duplicates have the same ids.
 * @param keptFor name or ARN of `announce`: objects of another function are left alone
 */
export async function* redrive(
  ports: RedrivePorts,
  keptFor: string,
  dryRun: boolean,
): AsyncGenerator<RedriveOutcome> {
  const { objects } = ports;
  for await (const key of objects.keys()) {
    const object = await objects.read(key);
    // A concurrent redrive has removed it.
    if (!object) continue;
    const batch = keptBatch(object.text, keptFor);
    if ('foreign' in batch) {
      yield { key, records: 0, events: 0, outcome: 'foreign', reason: batch.foreign };
      continue;
    }
    const { events, unsent } = await announceAll(ports, batch.records, dryRun);
    const counts = { key, records: batch.records.length, events };
    if (unsent.length > 0) {
      yield { ...counts, outcome: 'kept', unsent };
      continue;
    }
    if (!dryRun) await objects.remove(key, object.versionId);
    yield { ...counts, outcome: dryRun ? 'tellable' : 'told' };
  }
}

async function announceAll(ports: RedrivePorts, records: readonly KeptRecord[], dryRun: boolean) {
  const unsent: UnsentRecord[] = [];
  let events = 0;
  for (const some of invocations(records)) {
    const told = await tell(ports, some, dryRun);
    events += told.events;
    for (const record of told.unsent) unsent.push(record);
  }
  return { events, unsent };
}

/** If the function itself fails, the records are bisected until the failing one is isolated. */
async function tell(
  ports: RedrivePorts,
  records: readonly KeptRecord[],
  dryRun: boolean,
): Promise<{ events: number; unsent: UnsentRecord[] }> {
  try {
    const { events, failures } = await ports.ask({ redrive: dryRun ? 'dry-run' : 'tell', Records: records });
    const unsent = failures.map(({ index, reason }) => ({ ...nameOfRecord(records[index] ?? {}), reason }));
    return { events, unsent };
  } catch (error) {
    if (!ports.isFunctionFailure(error)) throw error;
    const [only] = records;
    if (records.length === 1 && only)
      return { events: 0, unsent: [{ ...nameOfRecord(only), reason: (error as Error).message }] };
    const middle = Math.ceil(records.length / 2);
    const first = await tell(ports, records.slice(0, middle), dryRun);
    const second = await tell(ports, records.slice(middle), dryRun);
    return { events: first.events + second.events, unsent: [...first.unsent, ...second.unsent] };
  }
}

function* invocations(records: readonly KeptRecord[]): Generator<KeptRecord[]> {
  let some: KeptRecord[] = [];
  let bytes = 0;
  for (const record of records) {
    const size = Buffer.byteLength(JSON.stringify(record));
    if (some.length > 0 && (some.length === limits.records || bytes + size > limits.bytes)) {
      yield some;
      [some, bytes] = [[], 0];
    }
    some.push(record);
    bytes += size;
  }
  if (some.length > 0) yield some;
}
