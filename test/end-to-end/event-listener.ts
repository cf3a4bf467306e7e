import { randomUUID } from 'node:crypto';
import { EventBridgeClient, PutRuleCommand, PutTargetsCommand } from '@aws-sdk/client-eventbridge';
import {
  CreateQueueCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SetQueueAttributesCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { deployedFunction, system } from '../stack/system.js';
import { until } from './until.js';

/** An event as documented for subscribers. */
export interface HeardEvent {
  readonly id: string;
  readonly type: string;
  readonly timestamp: string;
  readonly revision: number;
  readonly owner: string | null;
  readonly data: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** A subscriber with a queue, which receives all events of the bus from now on. */
export interface EventListener {
  /** All events so far, in the order of arrival. */
  heard(): Promise<readonly HeardEvent[]>;
  /** Waits for a matching event of an owner. */
  hears(owner: string, type: string): Promise<HeardEvent>;
}

const sqs = new SQSClient(system.client);
const events = new EventBridgeClient(system.client);

export async function listenToBus(): Promise<EventListener> {
  const { Environment } = await deployedFunction('announce');
  // The engine identifies buses by name here.
  const EventBusName = Environment?.Variables?.['EVENT_BUS']?.split('/').at(-1);
  const name = `listener-${randomUUID()}`;
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: name }));
  const { Attributes } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] }),
  );
  const Arn = Attributes?.['QueueArn'] ?? '';
  const statement = {
    Effect: 'Allow',
    Principal: { Service: 'events.amazonaws.com' },
    Action: 'sqs:SendMessage',
    Resource: Arn,
  };
  const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
  await sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { Policy } }));
  const EventPattern = JSON.stringify({ source: ['waybill'] });
  await events.send(new PutRuleCommand({ Name: name, EventBusName, EventPattern }));
  await events.send(new PutTargetsCommand({ Rule: name, EventBusName, Targets: [{ Id: 'queue', Arn }] }));

  const all: HeardEvent[] = [];
  const heard = async () => {
    for (;;) {
      const { Messages = [] } = await sqs.send(
        new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }),
      );
      if (Messages.length === 0) return all;
      for (const { Body = '', ReceiptHandle } of Messages) {
        const envelope = JSON.parse(Body) as { 'detail-type': string; detail: HeardEvent };
        if (envelope['detail-type'] !== envelope.detail.type)
          throw new Error('the bus was told another type');
        all.push(envelope.detail);
        await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
      }
    }
  };
  return {
    heard,
    hears: (owner, type) =>
      until(`event ${type} of ${owner}`, async () =>
        (await heard()).find((event) => event.owner === owner && event.type === type),
      ),
  };
}
