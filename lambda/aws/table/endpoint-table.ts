import { isConditionFailed } from './query/table-error.js';
import type { TableClient } from './query/table-client.js';
import { asFixed, type Endpoint, type Endpoints, type FixedEndpoint } from '../../core/webhook/endpoint.js';
import {
  endpointKey,
  endpointPartition,
  fromEndpointItem,
  toEndpointItem,
  type EndpointItem,
} from './item/endpoint-item.js';

/** Webhook endpoints: those of the API, and the state of those of the deployment. */
export function endpointTable(
  client: TableClient,
  table: string,
  deployed: readonly FixedEndpoint[],
): Endpoints {
  const fixed = new Map(deployed.map(asFixed).map((endpoint) => [endpoint.id, endpoint]));
  /** Its definition is in the deployment; one that the deployment no longer defines does not exist. */
  const merged = (stored: Endpoint): Endpoint | undefined => {
    if (!stored.fixed) return stored;
    const made = fixed.get(stored.id);
    if (!made) return undefined;
    const { events, ...rest } = stored;
    return { ...rest, url: made.url, ...(made.events && { events: made.events }) };
  };

  return {
    async all() {
      const { Items = [] } = await client.query({
        TableName: table,
        KeyConditionExpression: 'pk = :webhooks',
        ExpressionAttributeValues: { ':webhooks': endpointPartition },
        ConsistentRead: true,
      });
      const stored = Items.map((item) => fromEndpointItem(item as EndpointItem));
      const known = new Set(stored.map(({ id }) => id));
      const untouched = [...fixed.values()].filter(({ id }) => !known.has(id));
      return [...untouched, ...stored.map(merged).filter((one) => one !== undefined)];
    },

    async get(id) {
      const { Item } = await client.get({ TableName: table, Key: endpointKey(id), ConsistentRead: true });
      return Item ? merged(fromEndpointItem(Item as EndpointItem)) : fixed.get(id);
    },

    async add(endpoint) {
      await client.put({ TableName: table, Item: toEndpointItem(endpoint) });
    },

    async change(endpoint, changes) {
      const after: Endpoint = { ...endpoint, ...changes, revision: endpoint.revision + 1 };
      try {
        await client.put({
          TableName: table,
          Item: toEndpointItem(after),
          ...(endpoint.revision === 0
            ? { ConditionExpression: 'attribute_not_exists(pk)' }
            : {
                ConditionExpression: 'revision = :read',
                ExpressionAttributeValues: { ':read': endpoint.revision },
              }),
        });
        return after;
      } catch (error) {
        if (isConditionFailed(error)) return undefined;
        throw error;
      }
    },

    async remove(id) {
      await client.delete({ TableName: table, Key: endpointKey(id) });
    },
  };
}
