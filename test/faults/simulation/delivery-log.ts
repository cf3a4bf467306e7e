import {
  deliveryPlace,
  type Delivery,
  type DeliveryLog as Log,
} from '../../../lambda/core/webhook/delivery.js';

/** The delivery log: one entry for each event and endpoint, with any number of tries. */
export class DeliveryLog implements Pick<Log, 'list'> {
  private readonly entries = new Map<string, Delivery>();

  note(delivery: Omit<Delivery, 'attempts'>, attempted: boolean): void {
    const name = `${delivery.endpointId} ${placeOf(delivery)}`;
    const attempts = (this.entries.get(name)?.attempts ?? 0) + (attempted ? 1 : 0);
    this.entries.set(name, { ...delivery, attempts });
  }

  list: Log['list'] = async (endpointId, { outcomes }, { limit, from }) => {
    const found = [...this.entries.values()]
      .filter((one) => one.endpointId === endpointId && (outcomes?.includes(one.outcome) ?? true))
      .sort((one, other) => (placeOf(one) < placeOf(other) ? 1 : -1))
      .filter((one) => from === undefined || placeOf(one) < from);
    const deliveries = found.slice(0, limit);
    const last = deliveries.at(-1);
    return { deliveries, ...(found.length > limit && last && { next: placeOf(last) }) };
  };
}

const placeOf = ({ timestamp, eventId }: Pick<Delivery, 'timestamp' | 'eventId'>) =>
  deliveryPlace(timestamp.toISOString(), eventId);
