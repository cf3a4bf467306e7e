import type { DeliveryOrder } from '../../../lambda/core/webhook/delivery.js';
import type { Wanted } from './requests.js';

/** A message of the dead-letter queue. */
export interface DeadLetter {
  readonly messageId: string;
  readonly body: string;
  /** By which it is taken away. */
  readonly receipt: string;
}

/** The dead-letter queue of `deliver`. */
export interface DeadLetterQueue {
  /** Up to ten, which nobody else sees for a while. */
  receive(): Promise<readonly DeadLetter[]>;
  /** Has it delivered again, and then takes it away. */
  putBack(letter: DeadLetter, endpointId: string): Promise<void>;
}

export interface DeadLetterCounts {
  /** On their way again. */
  readonly replayed: number;
  /** Others, which stay. */
  readonly left: number;
  /** Messages that are no orders: they stay, and somebody should look at them. */
  readonly foreign: readonly string[];
}

export interface DeadLettersWanted extends Wanted {
  /** @default those of all */
  readonly endpointId?: string | undefined;
  readonly eventId?: string | undefined;
}

/** A queue of many messages may hand out what it did before, while others still wait. */
const looksInVain = 3;

/**
 * Puts dead letters back into the queue of `deliver`, under the ids that they had, with a day's tries before them. Each
 * is taken away after it was put back: stopped in between, it goes out twice, which subscribers see by its id.
 *
 * Those that stay are remembered while this runs, to know them when they come again: SQS hands out at most 120,000
 * messages at once (developer guide, "Amazon SQS message quotas"), and so no more are remembered.
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
