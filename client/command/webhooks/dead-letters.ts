import type { DeliveryOrder } from '../../../lambda/core/webhook/delivery.js';
import type { Wanted } from './requests.js';

/** A message of the dead-letter queue. */
export interface DeadLetter {
  readonly messageId: string;
  readonly body: string;
  /** The receipt handle, for its deletion. */
  readonly receipt: string;
}

/** The dead-letter queue of `deliver`. */
export interface DeadLetterQueue {
  /** Up to ten, invisible to other consumers for a while. */
  receive(): Promise<readonly DeadLetter[]>;
  /** Enqueues it again, and then deletes it from the dead-letter queue. */
  putBack(letter: DeadLetter, endpointId: string): Promise<void>;
}

export interface DeadLetterCounts {
  /** Messages that were redriven. */
  readonly replayed: number;
  /** Others, which stay. */
  readonly left: number;
  /** Foreign messages: they stay for manual inspection. */
  readonly foreign: readonly string[];
}

export interface DeadLettersWanted extends Wanted {
  /** @default all endpoints */
  readonly endpointId?: string | undefined;
  readonly eventId?: string | undefined;
}

/** A large queue may return the same messages again while others still wait. */
const looksInVain = 3;

/**
 * Redrives dead letters to the queue of `deliver`, with the same event ids and the full retry schedule. Each is deleted
 * after it was enqueued: if interrupted in between, it is delivered twice, which subscribers recognize by its id.
 *
 * The ids of those that stay are kept during the run, to recognize them: SQS allows at most 120,000 messages in flight
 * (developer guide, "Amazon SQS message quotas"), so there are no more.
 */
export async function replayDeadLetters(
  queue: DeadLetterQueue,
  wanted: DeadLettersWanted,
): Promise<DeadLetterCounts> {
  const left = new Set<string>();
  const foreign = new Set<string>();
  let replayed = 0;
  for (let inVain = 0; inVain < looksInVain;) {
    const letters = await queue.receive();
    if (letters.length === 0) break;
    const fresh = letters.filter(({ messageId }) => !left.has(messageId) && !foreign.has(messageId));
    inVain = fresh.length === 0 ? inVain + 1 : 0;
    await Promise.all(
      fresh.map(async (letter) => {
        const order = orderIn(letter.body);
        if (!order) foreign.add(letter.messageId);
        else if (!isWanted(order, wanted)) left.add(letter.messageId);
        else {
          await queue.putBack(letter, order.endpointId);
          replayed += 1;
        }
      }),
    );
  }
  return { replayed, left: left.size, foreign: [...foreign] };
}

function orderIn(body: string): DeliveryOrder | undefined {
  try {
    const { endpointId, event } = JSON.parse(body) as Partial<DeliveryOrder>;
    const isOrder =
      typeof endpointId === 'string' && typeof event?.id === 'string' && !isNaN(Date.parse(event.timestamp));
    return isOrder ? { endpointId, event } : undefined;
  } catch {
    return undefined;
  }
}

function isWanted({ endpointId, event }: DeliveryOrder, wanted: DeadLettersWanted): boolean {
  const at = Date.parse(event.timestamp);
  return (
    (wanted.endpointId ?? endpointId) === endpointId &&
    (wanted.eventId ?? event.id) === event.id &&
    at >= Date.parse(wanted.since ?? event.timestamp) &&
    (wanted.until === undefined || at < Date.parse(wanted.until))
  );
}
