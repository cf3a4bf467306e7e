import type { TableClient } from '../../../lambda/aws/table/query/table-client.js';

/** A table whose every operation is answered by a function of its input. */
export function fakeTable<Input>(answer: (input: Input) => Promise<unknown>): TableClient {
  const each = answer as (input: object) => Promise<object>;
  const operations = ['get', 'put', 'update', 'delete', 'query', 'batchGet', 'transactWrite'] as const;
  return Object.fromEntries(operations.map((name) => [name, each])) as unknown as TableClient;
}
