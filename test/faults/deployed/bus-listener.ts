import { PutRuleCommand, PutTargetsCommand } from '@aws-sdk/client-eventbridge';
import {
  CreateQueueCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
} from '@aws-sdk/client-sqs';
import type { HeardEvent } from '../model/snapshot.js';
import type { DeployedStack } from './deployed-stack.js';

/** A subscriber with a queue. @returns a function that receives everything since its last call */
export async function listenTo({ sqs, bus }: DeployedStack, busArn: string) {
  const name = `faults-${String(Date.now())}`;
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: name }));
  const { Attributes } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] }),
  );
  const EventBusName = busArn.split('/').at(-1);
  const EventPattern = JSON.stringify({ source: ['waybill'] });
  await bus.send(new PutRuleCommand({ Name: name, EventBusName, EventPattern }));
  await bus.send(
    new PutTargetsCommand({
      ...{ Rule: name, EventBusName },
      Targets: [{ Id: 'queue', Arn: Attributes?.['QueueArn'] }],
    }),
  );
  return async (): Promise<HeardEvent[]> => {
    const heard: HeardEvent[] = [];
    for (;;) {
      const { Messages = [] } = await sqs.send(
        new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }),
      );
      if (Messages.length === 0) return heard;
      for (const { Body = '', ReceiptHandle } of Messages) {
        heard.push((JSON.parse(Body) as { detail: HeardEvent }).detail);
        await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
      }
    }
  };
}
