import type { TableClient } from './query/table-client.js';
import { deliveryPlace, type Delivery, type DeliveryLog } from '../../core/webhook/delivery.js';

const keptSeconds = 7 * 24 * 60 * 60;

/** Pages that one request reads: with a selective filter they may be nearly empty. */
const pagesPerRequest = 5;

const prefix = 'DELIVERY#';

const partition = (endpointId: string) => `WEBHOOK#${endpointId}`;

/** The delivery log, one item for each delivery: an event that is delivered again has the same item. */
export function deliveryTable(client: TableClient, table: string): DeliveryLog {
  return {
    async write({ endpointId, eventId, ...delivery }, attempted) {
      const { timestamp, lastAttemptAt, nextAttemptAt, ...rest } = delivery;
      const place = deliveryPlace(timestamp.toISOString(), eventId);
      const present = {
        ...{ endpointId, eventId, ...rest },
        ...{ timestamp: timestamp.toISOString(), lastAttemptAt: lastAttemptAt.toISOString() },
        ...(nextAttemptAt && { nextAttemptAt: nextAttemptAt.toISOString() }),
        expiresAtSeconds: Math.ceil(lastAttemptAt.getTime() / 1000) + keptSeconds,
      };
      const optional = ['status', 'error', 'latencyMs', 'nextAttemptAt'] as const;
      const gone = optional.filter((name) => !(name in present));
      const names = [...Object.keys(present), ...gone, 'attempts'];
      await client.update({
        TableName: table,
        Key: { pk: partition(endpointId), sk: prefix + place },
        UpdateExpression: [
          `SET ${Object.keys(present)
            .map((name) => `#${name} = :${name}`)
            .join(', ')}`,
          ...(gone.length > 0 ? [`REMOVE ${gone.map((name) => `#${name}`).join(', ')}`] : []),
          'ADD #attempts :attempts',
        ].join(' '),
        ExpressionAttributeNames: Object.fromEntries(names.map((name) => [`#${name}`, name])),
        ExpressionAttributeValues: {
          ...Object.fromEntries(Object.entries(present).map(([name, value]) => [`:${name}`, value])),
          ':attempts': attempted ? 1 : 0,
        },
      });
    },

    async list(endpointId, { outcomes, eventId, since, until }, { limit, from }) {
      const pk = partition(endpointId);
      const oldest = prefix + (since?.toISOString() ?? '');
      // After all sort keys with this time, if no event is named: `;` sorts after the digits.
      const newest = prefix + (until?.toISOString() ?? ';');
      const filters = [
        ...(outcomes ? [`outcome IN (${outcomes.map((outcome) => `:${outcome}`).join(', ')})`] : []),
        ...(eventId === undefined ? [] : ['eventId = :event']),
      ];
      const deliveries: Delivery[] = [];
      let last = from && prefix + from;
      if (newest <= oldest || (last && last <= oldest)) return { deliveries };
      // DynamoDB rejects a start key outside of the range.
      if (last && last > newest) last = undefined;
      for (let page = 0; page < pagesPerRequest; page++) {
        const { Items = [], LastEvaluatedKey } = await client.query({
          TableName: table,
          KeyConditionExpression: 'pk = :pk AND sk BETWEEN :oldest AND :newest',
          ExpressionAttributeValues: {
            ...{ ':pk': pk, ':oldest': oldest, ':newest': newest },
            ...(eventId !== undefined && { ':event': eventId }),
            ...Object.fromEntries((outcomes ?? []).map((outcome) => [`:${outcome}`, outcome])),
          },
          ...(filters.length > 0 && { FilterExpression: filters.join(' AND ') }),
          ScanIndexForward: false,
          Limit: limit - deliveries.length,
          ConsistentRead: true,
          ...(last && { ExclusiveStartKey: { pk, sk: last } }),
        });
        for (const item of Items) deliveries.push(fromItem(item));
        last = LastEvaluatedKey && String(LastEvaluatedKey['sk']);
        if (!last || deliveries.length >= limit) break;
      }
      return { deliveries, ...(last && { next: last.slice(prefix.length) }) };
    },
  };
}

function fromItem(item: Record<string, unknown>): Delivery {
  const { pk, sk, expiresAtSeconds, timestamp, lastAttemptAt, nextAttemptAt, ...rest } = item;
  return {
    ...(rest as unknown as Delivery),
    timestamp: new Date(String(timestamp)),
    lastAttemptAt: new Date(String(lastAttemptAt)),
    ...(nextAttemptAt !== undefined && { nextAttemptAt: new Date(String(nextAttemptAt)) }),
  };
}
