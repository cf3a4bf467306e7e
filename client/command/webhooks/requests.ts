import type { Answer } from '../../../lambda/api/schema/answers.js';
import type { Connection } from '../../api/connection.js';

/** An endpoint in the API. */
export type WebhookEndpoint = Answer<'WebhookList'>['items'][number];

/** With its secret, which is shown only once. */
export type NewWebhookEndpoint = Answer<'CreatedWebhook'>;

export type LoggedDelivery = Answer<'DeliveryList'>['items'][number];

export const pathOf = (id: string) => `/webhooks/${encodeURIComponent(id)}` as const;

/** Filter of the log's deliveries. Times are ISO 8601. */
export interface Wanted {
  readonly since?: string | undefined;
  readonly until?: string | undefined;
}

/** The newest deliveries, up to a maximum; loads pages on demand. */
export async function* deliveriesOf(
  connection: Connection,
  id: string,
  wanted: Wanted & { readonly outcome?: string | undefined },
  atMost: number,
): AsyncGenerator<LoggedDelivery> {
  let left = atMost;
  let cursor: string | undefined;
  do {
    const { body } = await connection.send<Answer<'DeliveryList'>>({
      method: 'GET',
      path: `${pathOf(id)}/deliveries`,
      query: { ...wanted, limit: Math.min(left, 100), cursor },
    });
    yield* body.items;
    left -= body.items.length;
    cursor = body.nextCursor ?? undefined;
  } while (cursor !== undefined && left > 0);
}

/**
 * Replays deliveries from the log, with the same event ids, a hundred at a time.
 * @returns how many were enqueued
 */
export async function requestReplay(
  connection: Connection,
  id: string,
  wanted: Wanted & {
    readonly eventId?: string | undefined;
    readonly outcomes?: readonly string[] | undefined;
  },
): Promise<number> {
  let count = 0;
  let cursor: string | undefined;
  do {
    const { body } = await connection.send<Answer<'Replayed'>>({
      method: 'POST',
      path: `${pathOf(id)}/replay`,
      body: { ...wanted, cursor },
    });
    count += body.count;
    cursor = body.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return count;
}

/** Polling of a test's outcome. */
const looks = { attempts: 20, pauseMs: 1_000 };

/** Sends a test to an endpoint. @returns its outcome: undefined if the log does not have it yet */
export async function sendTest(
  connection: Connection,
  id: string,
): Promise<{ eventId: string; delivery?: LoggedDelivery }> {
  const { body } = await connection.send<Answer<'TestEvent'>>({
    method: 'POST',
    path: `${pathOf(id)}/test`,
    repeatable: false,
  });
  const { eventId } = body;
  for (let look = 0; look < looks.attempts; look++) {
    for await (const delivery of deliveriesOf(connection, id, {}, 20))
      if (delivery.eventId === eventId) return { eventId, delivery };
    await connection.clock.wait(looks.pauseMs);
  }
  return { eventId };
}
