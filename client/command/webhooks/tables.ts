import { printable } from '../output.js';
import type { Delivery, NewWebhook, Webhook } from './requests.js';

/** Rows under their heading, each column as wide as its widest cell. */
function table(heading: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [heading, ...rows.map((row) => row.map(printable))];
  const widths = heading.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  return all
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

export function webhookTable(webhooks: readonly Webhook[]): string {
  if (webhooks.length === 0) return 'There are no webhook endpoints.';
  return table(
    ['ID', 'STATE', 'EVENTS', 'URL'],
    webhooks.map(({ id, events, url, ...rest }) => [id, state(rest), events?.join(',') ?? 'all', url]),
  );
}

function state({ disabled, failingSince }: Pick<Webhook, 'disabled' | 'failingSince'>): string {
  if (disabled) return `disabled (${disabled.reason})`;
  return failingSince ? `failing since ${failingSince}` : 'enabled';
}

export const secretLines = ({ id, secret }: NewWebhook): string =>
  `${printable(id)}\n${printable(secret)}\nThis is the endpoint’s secret; it is not shown again.`;

export function deliveryTable(deliveries: readonly Delivery[]): string {
  if (deliveries.length === 0) return 'The log holds nothing of that.';
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
  );
}
