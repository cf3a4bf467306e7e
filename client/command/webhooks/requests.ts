import type { Answer } from '../../../lambda/api/schema/answers.js';
import type { Connection } from '../../api/connection.js';

/** An endpoint, as administrators see it. */
export type WebhookEndpoint = Answer<'WebhookList'>['items'][number];

/** With its secret, which is shown this once. */
export type NewWebhookEndpoint = Answer<'NewWebhook'>;

export type LoggedDelivery = Answer<'DeliveryList'>['items'][number];

export const pathOf = (id: string) => `/webhooks/${encodeURIComponent(id)}` as const;

/** Which deliveries of the log are meant. Times are ISO 8601. */
export interface Wanted {
  readonly since?: string | undefined;
  readonly until?: string | undefined;
}

/** The newest deliveries, at most so many; fetches pages as it gets there. */
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
 * Has what the log holds sent again, under the ids that it had, a hundred at a time.
 * @returns how many are on their way
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

/** How often and how long a test's end is waited for. */
const looks = { attempts: 20, pauseMs: 1_000 };

/** Sends an endpoint a test. @returns what became of it: undefined where the log does not say so yet */
export async function sendTest(
  connection: Connection,
  id: string,
): Promise<{ eventId: string; delivery?: LoggedDelivery }> {
  const { body } = await connection.send<Answer<'WebhookTest'>>({
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
