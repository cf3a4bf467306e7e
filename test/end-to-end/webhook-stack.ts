import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { deployedFunction, deployWith, issueToken, system } from '../stack/system.js';
import { withToken, type Person } from './person.js';
import { startReceiver, type Received, type Receiver } from './receiver.js';

/** An endpoint in the API. */
export interface ShownWebhook {
  readonly id: string;
  readonly secret: string;
  readonly enabled: boolean;
  readonly disabled: { reason: string } | null;
}

/** One entry of an endpoint's log. */
export interface ShownDelivery {
  readonly eventId: string;
  readonly type: string;
  readonly timestamp: string;
  readonly outcome: string;
  readonly attempts: number;
  readonly status: number | null;
}

const roles = {
  keepers: ['files:admin'],
  members: ['files:create', 'files:read', 'files:delete', 'files:share'],
};

/**
 * A stack with administrators, who manage webhook endpoints. The tests of webhooks share it, and receive each other's
 * events: tests that count events subscribe to types that no other test uses.
 */
export class WebhookStack {
  private readonly receivers: Receiver[] = [];

  private constructor(
    readonly apiUrl: string,
    readonly bucket: string,
    /** May manage endpoints, and no files. */
    readonly admin: Person,
    /** May manage files, and no endpoints. */
    readonly ada: Person,
  ) {}

  static async deploy(): Promise<WebhookStack> {
    const { apiUrl, bucket } = await deployWith('WaybillWebhooks', {
      roles: JSON.stringify(roles),
      announceReads: 'true',
    });
    const [admin, ada] = await Promise.all([
      named(apiUrl, 'keeper', 'keepers'),
      named(apiUrl, 'ada', 'members'),
    ]);
    return new WebhookStack(apiUrl, bucket, admin, ada);
  }

  /** Another user who may manage files. */
  member(subject: string): Promise<Person> {
    return named(this.apiUrl, subject, 'members');
  }

  async receiver(): Promise<Receiver> {
    const receiver = await startReceiver();
    this.receivers.push(receiver);
    return receiver;
  }

  /** A separate subscriber. */
  async subscribed(events?: string[]): Promise<{ receiver: Receiver; webhook: ShownWebhook }> {
    const receiver = await this.receiver();
    const body = { url: receiver.url, events };
    const webhook = await this.admin.ask<ShownWebhook>('/webhooks', { method: 'POST', body });
    return { receiver, webhook };
  }

  async deliveries({ id }: Pick<ShownWebhook, 'id'>, query = ''): Promise<ShownDelivery[]> {
    return (await this.admin.ask<{ items: ShownDelivery[] }>(`/webhooks/${id}/deliveries${query}`)).items;
  }

  /** The URL of the queue of `deliver`. */
  async queueUrl(): Promise<string> {
    const { Environment } = await deployedFunction('announce', this.bucket);
    return Environment?.Variables?.['WEBHOOK_QUEUE_URL'] ?? '';
  }

  async stop(): Promise<void> {
    await Promise.all(this.receivers.map((one) => one.stop()));
  }
}

async function named(apiUrl: string, subject: string, group: string): Promise<Person> {
  return withToken(subject, await issueToken(subject, { groups: [group] }), apiUrl);
}

/** The result of an independent implementation for a request, with each secret. */
export function verified({ headers, body }: Received, ...secrets: string[]): boolean[] {
  const script = path.join(import.meta.dirname, 'standard_webhooks.py');
  const input = JSON.stringify({ secrets, headers, body });
  return JSON.parse(execFileSync(system.python, [script], { input, encoding: 'utf8' })) as boolean[];
}

/** Whether it is this event of a file. */
export const about = (id: string, type: string) => (one: Received) =>
  one.event.type === type && one.event.data['file']?.['id'] === id;
