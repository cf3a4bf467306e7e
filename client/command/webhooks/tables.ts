import { table } from '../terminal/table.js';
import type { LoggedDelivery, NewWebhookEndpoint, WebhookEndpoint } from './requests.js';

export function webhookTable(webhooks: readonly WebhookEndpoint[]): string[] {
  if (webhooks.length === 0) return ['There are no webhook endpoints.'];
  return table(
    ['ID', 'STATE', 'EVENTS', 'URL'],
    webhooks.map(({ id, events, url, ...rest }) => [id, state(rest), events?.join(',') ?? 'all', url]),
  );
}

function state({ disabled, failingSince }: Pick<WebhookEndpoint, 'disabled' | 'failingSince'>): string {
  if (disabled) return `disabled (${disabled.reason})`;
  return failingSince ? `failing since ${failingSince}` : 'enabled';
}

export const secretLines = ({ id, secret }: NewWebhookEndpoint): string[] => [
  id,
  secret,
  'This is the endpoint’s secret; it is not shown again.',
];

export function deliveryLogTable(deliveries: readonly LoggedDelivery[]): string[] {
  if (deliveries.length === 0) return ['The log holds nothing of that.'];
  return table(
    ['TIME', 'EVENT', 'TYPE', 'OUTCOME', 'TRIES', 'ANSWER', 'MS'],
    deliveries.map(({ timestamp, eventId, type, outcome, attempts, status, error, latencyMs }) => [
      timestamp,
      eventId,
      type,
      outcome,
      String(attempts),
      String(status ?? error ?? ''),
      String(latencyMs ?? ''),
    ]),
    { rightAligned: ['TRIES', 'MS'] },
  );
}
