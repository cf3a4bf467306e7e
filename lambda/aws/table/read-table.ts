import type { TableClient } from './query/table-client.js';
import type { Read } from '../../core/event/read.js';
import { toReadItem } from './item/read-item.js';

/** Timeout for the reader: a write takes some milliseconds, and a few tries of the SDK fit. */
const patienceMs = 1_000;

/** Writes reads to the table, whose stream carries them to `announce`. */
export function readTable(client: TableClient, table: string): (read: Read) => Promise<void> {
  return async (read) => {
    await client.put(
      { TableName: table, Item: toReadItem(read) },
      { abortSignal: AbortSignal.timeout(patienceMs) },
    );
  };
}
