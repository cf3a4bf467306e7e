import type { QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import type { TableClient } from './table-client.js';

type Item = Record<string, unknown>;

/** All pages of a query (developer guide, "Paginating table query results"), read on demand. */
export async function* queryPages(client: TableClient, query: QueryCommandInput): AsyncGenerator<Item[]> {
  let from: Item | undefined;
  do {
    const { Items, LastEvaluatedKey } = await client.query({
      ...query,
      ...(from && { ExclusiveStartKey: from }),
    });
    if (Items && Items.length > 0) yield Items;
    from = LastEvaluatedKey;
  } while (from);
}
