import type { Redriven, RedriveRequest } from '../../../lambda/core/announcement/redrive-message.js';
import { keptBatch, nameOfRecord, type KeptRecord } from './kept-batch.js';

/** Where Lambda keeps batches of the stream that it has given up. */
export interface KeptObjects {
  keys(): AsyncIterable<string>;
  /** Undefined: it is gone. Without text: it is too large to be a batch. */
  read(key: string): Promise<{ text: string | undefined; versionId: string | undefined } | undefined>;
  remove(key: string, versionId: string | undefined): Promise<void>;
}

export interface RedrivePorts {
  readonly objects: KeptObjects;
  /** Asks `announce`. Rejects with `FunctionFailed` where it threw or ran out of time. */
  readonly ask: (request: RedriveRequest) => Promise<Redriven>;
  readonly isFunctionFailure: (error: unknown) => boolean;
}

/** A record that somebody was not told of, by its place in the stream and the key of what changed. */
export interface UntoldRecord {
  readonly sequenceNumber: string | null;
  readonly record: string | null;
  readonly reason: string;
}

/**
 * What became of one object:
 * - `told`: everybody was told of all that it held, and it is gone
 * - `tellable`: of a dry run, all that it holds can be told
 * - `kept`: it stays whole, for the records in `untold`; everybody was told of the others
 * - `foreign`: it is no batch of this deployment's, and stays
 */
export type RedriveOutcome = {
  readonly key: string;
  readonly records: number;
  /** How many events were told, or would be; not every record is anybody's business. */
  readonly events: number;
} & (
  | { readonly outcome: 'told' | 'tellable' }
  | { readonly outcome: 'kept'; readonly untold: readonly UntoldRecord[] }
  | { readonly outcome: 'foreign'; readonly reason: string }
);

/** An invocation may be 6 MB (Lambda developer guide, "Lambda quotas"); a batch of the mapping has 100 records. */
const limits = { bytes: 4 * 1024 * 1024, records: 100 };

/**
 * Has everybody told of what Lambda has kept, an object at a time, oldest first of each shard. An object goes once all
 * of its records were told, so this may be stopped at any moment and begun again: what comes twice has the same ids.
 * @param keptFor name or ARN of `announce`: what was kept for another function is left alone
 */
export async function* redrive(
  ports: RedrivePorts,
  keptFor: string,
  dryRun: boolean,
): AsyncGenerator<RedriveOutcome> {
  const { objects } = ports;
  for await (const key of objects.keys()) {
    const object = await objects.read(key);
    // Somebody else has just done it.
    if (!object) continue;
    const batch = keptBatch(object.text, keptFor);
    if ('foreign' in batch) {
      yield { key, records: 0, events: 0, outcome: 'foreign', reason: batch.foreign };
      continue;
    }
    const { events, untold } = await announceAll(ports, batch.records, dryRun);
    const counts = { key, records: batch.records.length, events };
    if (untold.length > 0) {
      yield { ...counts, outcome: 'kept', untold };
      continue;
    }
    if (!dryRun) await objects.remove(key, object.versionId);
    yield { ...counts, outcome: dryRun ? 'tellable' : 'told' };
  }
}

async function announceAll(ports: RedrivePorts, records: readonly KeptRecord[], dryRun: boolean) {
  const untold: UntoldRecord[] = [];
  let events = 0;
  for (const some of invocations(records)) {
    const told = await tell(ports, some, dryRun);
    events += told.events;
    for (const record of told.untold) untold.push(record);
  }
  return { events, untold };
}

/** Where the function itself fails, the records are halved until the one at fault stands alone. */
async function tell(
  ports: RedrivePorts,
  records: readonly KeptRecord[],
  dryRun: boolean,
): Promise<{ events: number; untold: UntoldRecord[] }> {
  try {
    const { events, failures } = await ports.ask({ redrive: dryRun ? 'dry-run' : 'tell', Records: records });
    const untold = failures.map(({ index, reason }) => ({ ...nameOfRecord(records[index] ?? {}), reason }));
    return { events, untold };
  } catch (error) {
    if (!ports.isFunctionFailure(error)) throw error;
    const [only] = records;
    if (records.length === 1 && only)
      return { events: 0, untold: [{ ...nameOfRecord(only), reason: (error as Error).message }] };
    const middle = Math.ceil(records.length / 2);
    const first = await tell(ports, records.slice(0, middle), dryRun);
    const second = await tell(ports, records.slice(middle), dryRun);
    return { events: first.events + second.events, untold: [...first.untold, ...second.untold] };
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
