import { recordChange } from '../../../lambda/aws/table/item/stream-record.js';
import type { StreamRecord } from '../../../lambda/aws/table/item/stream-record.js';
import { announce } from '../../../lambda/core/announcement/announce.js';
import type { DomainEvent } from '../../../lambda/core/event/event.js';
import type { Simulation } from './simulation.js';

type Change = NonNullable<StreamRecord['dynamodb']>;

/** The table's stream, read in order by `announce`, and the bus. */
export class Stream {
  /** As subscribers received them: late, twice, in any order. */
  readonly heard: DomainEvent[] = [];
  private readonly records: Change[] = [];
  private next = 0;
  private isRead = false;
  private isDue = false;

  constructor(private readonly simulation: Simulation) {}

  push(record: Change): void {
    this.records.push(record);
    this.readSoon(0);
  }

  /** How many changes are not announced yet. */
  unread(): number {
    return this.records.length - this.next;
  }

  /** One batch at a time, as of one shard (Lambda developer guide, "Using AWS Lambda with Amazon DynamoDB"). */
  private read(): void {
    if (this.isRead || this.next >= this.records.length) return;
    this.isRead = true;
    const { simulation } = this;
    const from = this.next;
    let failedAt: number | undefined = from;
    simulation
      .start('announce', async (process) => {
        const batch = this.records.slice(from, from + 5);
        const { failure } = await announce(
          {
            ...simulation.subscribers.announcePorts(process),
            publish: async (events) => {
              // PutEvents accepts some and rejects others.
              const refused = events.filter(({ id }) => simulation.plan.isRare(`${process.name} ${id}`));
              const told = events.filter((event) => !refused.includes(event));
              await process.call('PutEvents', () => this.tell(told));
              return new Map(refused.map(({ id }) => [id, 'ThrottlingException']));
            },
          },
          batch.map((dynamodb) => () => recordChange({ dynamodb })),
        );
        failedAt = failure && from + failure.index;
        if (failedAt === undefined) this.next = from + batch.length;
        // The position in the stream is lost now and then: events are published again.
        if (failedAt === undefined && simulation.plan.isRare(`${process.name} place`)) this.next = from;
      })
      .catch(() => undefined)
      .finally(() => {
        this.isRead = false;
        if (failedAt !== undefined) this.next = failedAt;
        if (this.next < this.records.length) this.readSoon(failedAt === undefined ? 0 : 1);
      });
  }

  /** The poll of the stream that will read what is new. */
  private readSoon(seconds: number): void {
    if (this.isRead || this.isDue) return;
    this.isDue = true;
    this.simulation.after(seconds, 'stream', () => {
      this.isDue = false;
      this.read();
    });
  }

  private tell(events: readonly DomainEvent[]): void {
    for (const event of events) {
      const { copies, delaySeconds } = this.simulation.plan.ofEvent(this.simulation.nameOf('bus'), false);
      for (let copy = 0; copy < copies; copy++) {
        this.simulation.after(delaySeconds, 'bus', () => void this.heard.push(event));
      }
    }
  }
}
