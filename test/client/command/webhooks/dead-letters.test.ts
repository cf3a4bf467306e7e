import { describe, expect, test } from '@jest/globals';
import {
  replayDeadLetters,
  type DeadLetter,
  type DeadLetterQueue,
  type DeadLettersWanted,
} from '../../../../client/command/webhooks/dead-letters.js';

const order = (endpointId: string, eventId: string, timestamp = '2026-11-22T10:00:00.000Z') =>
  JSON.stringify({ endpointId, event: { id: eventId, timestamp } });

/** A queue that returns ten messages at a time, and returns those that stay again, as SQS does after a while. */
class Queue implements DeadLetterQueue {
  readonly waiting: DeadLetter[];
  readonly putBackTo: string[] = [];
  receives = 0;
  private next = 0;

  constructor(bodies: readonly string[]) {
    this.waiting = bodies.map((body, index) => ({ messageId: `m${index}`, body, receipt: `r${index}` }));
  }

  async receive(): Promise<DeadLetter[]> {
    this.receives += 1;
    if (this.next >= this.waiting.length) this.next = 0;
    const some = this.waiting.slice(this.next, this.next + 10);
    this.next += some.length;
    return some;
  }

  async putBack(letter: DeadLetter, endpointId: string): Promise<void> {
    this.putBackTo.push(`${endpointId} ${letter.messageId}`);
    this.next -= 1;
    this.waiting.splice(this.waiting.indexOf(letter), 1);
  }
}

describe('dead letters', () => {
  test('all go back, however many', async () => {
    const queue = new Queue(Array.from({ length: 35 }, (_, index) => order('a', `evt_${index}`)));
    expect(await replayDeadLetters(queue, {})).toEqual({ replayed: 35, left: 0, foreign: [] });
    expect(new Set(queue.putBackTo).size).toBe(35);
    expect(queue.waiting).toEqual([]);
  });

  test.each<[string, DeadLettersWanted, string[]]>([
    ['of one endpoint', { endpointId: 'b' }, ['b m1']],
    ['of one event', { eventId: 'evt_3' }, ['a m3']],
    ['of a time on', { since: '2026-11-22T10:00:00Z' }, ['a m0', 'b m1', 'a m3']],
    ['before a time', { until: '2026-11-22T10:00:00Z' }, ['a m2']],
  ])('%s go back, and the others stay', async (_what, wanted, expected) => {
    const bodies = [
      order('a', 'evt_0'),
      order('b', 'evt_1'),
      order('a', 'evt_2', '2026-11-21T09:00:00.000Z'),
      order('a', 'evt_3', '2026-11-22T11:00:00.000Z'),
    ];
    const queue = new Queue(bodies);
    expect(await replayDeadLetters(queue, wanted)).toEqual({
      replayed: expected.length,
      left: bodies.length - expected.length,
      foreign: [],
    });
    expect(queue.putBackTo.sort()).toEqual(expected.sort());
  });

  test('that are none stay, and are named; the others go back', async () => {
    const bodies = ['not JSON', 'null', '{}', '{"endpointId":"a","event":{"id":"e"}}', order('a', 'evt_1')];
    const queue = new Queue(bodies);
    expect(await replayDeadLetters(queue, {})).toEqual({
      replayed: 1,
      left: 0,
      foreign: ['m0', 'm1', 'm2', 'm3'],
    });
    expect(queue.waiting).toHaveLength(4);
  });

  test('that stay neither cause an endless loop nor hide later ones', async () => {
    const others = Array.from({ length: 25 }, (_, index) => order('b', `evt_${index}`));
    const queue = new Queue([...others, order('a', 'evt_a')]);
    expect(await replayDeadLetters(queue, { endpointId: 'a' })).toMatchObject({ replayed: 1, left: 25 });
    expect(queue.receives).toBeLessThan(10);
  });

  test('a queue that rejects one stops it', async () => {
    const queue = new Queue([order('a', 'evt_1')]);
    queue.putBack = () => Promise.reject(new Error('not allowed'));
    await expect(replayDeadLetters(queue, {})).rejects.toThrow('not allowed');
  });
});
