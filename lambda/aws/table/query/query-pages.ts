import { QueryCommand, type DynamoDBDocumentClient, type QueryCommandInput } from '@aws-sdk/lib-dynamodb';

type Item = Record<string, unknown>;

/** All pages of a query (developer guide, "Paginating table query results"), read on demand. */
export async function* queryPages(
  client: DynamoDBDocumentClient,
  query: QueryCommandInput,
): AsyncGenerator<Item[]> {
  let from: Item | undefined;
  do {
    const { Items, LastEvaluatedKey } = await client.send(
      new QueryCommand({ ...query, ...(from && { ExclusiveStartKey: from }) }),
    );
    if (Items && Items.length > 0) yield Items;
    from = LastEvaluatedKey;
  } while (from);
}
