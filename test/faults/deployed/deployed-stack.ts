import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DisableRuleCommand, EnableRuleCommand, EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { S3Client } from '@aws-sdk/client-s3';
import {
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ListQueuesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SetQueueAttributesCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { keyFor } from '../../../lambda/core/object-key.js';
import type { ClientSettings } from '../../../local/engine.js';
import { listFunctions, listRules } from '../../stack/listings.js';

/** Where a deployed stack is, and who may speak to it. */
export interface StackAddress {
  readonly apiUrl: string;
  readonly bucket: string;
  readonly table: string;
  /** Reaches the engine as root, past the proxy. */
  readonly client: ClientSettings;
  readonly tokenOf: (owner: string) => Promise<string>;
}

/** The deployed stack, as clients, operators and the tests' own hands reach it. */
export class DeployedStack {
  readonly keyFor = keyFor;
  readonly s3: S3Client;
  readonly tables: DynamoDBDocumentClient;
  readonly sqs: SQSClient;
  readonly bus: EventBridgeClient;
  private readonly lambda: LambdaClient;
  private queueUrl = '';
  private deadLetterUrl = '';
  private functions = new Map<string, { name: string; variables: Record<string, string> }>();

  constructor(readonly address: StackAddress) {
    const { client } = address;
    this.s3 = new S3Client({ ...client, forcePathStyle: true });
    this.tables = DynamoDBDocumentClient.from(new DynamoDBClient(client), {
      marshallOptions: { removeUndefinedValues: true },
    });
    this.sqs = new SQSClient({ ...client, useQueueUrlAsEndpoint: false });
    this.bus = new EventBridgeClient(client);
    this.lambda = new LambdaClient(client);
  }

  /** Finds its functions and queues. A message that failed comes again after a second, not after six minutes. */
  async find(): Promise<this> {
    const functions = await listFunctions(this.lambda);
    for (const { FunctionName: name = '', Environment: { Variables: variables = {} } = {} } of functions) {
      if (variables['BUCKET'] === this.address.bucket || variables['TABLE'] === this.address.table)
        this.functions.set(variables['POWERTOOLS_SERVICE_NAME'] ?? '', { name, variables });
    }
    this.queueUrl = this.variable('sweep', 'VALIDATION_QUEUE_URL');
    const { Attributes } = await this.sqs.send(
      new GetQueueAttributesCommand({ QueueUrl: this.queueUrl, AttributeNames: ['RedrivePolicy'] }),
    );
    const { deadLetterTargetArn = '' } = JSON.parse(Attributes?.['RedrivePolicy'] ?? '{}') as Record<
      string,
      string
    >;
    const { QueueUrls = [] } = await this.sqs.send(
      new ListQueuesCommand({ QueueNamePrefix: deadLetterTargetArn.split(':').at(-1) }),
    );
    this.deadLetterUrl = QueueUrls[0] ?? '';
    await this.sqs.send(
      new SetQueueAttributesCommand({ QueueUrl: this.queueUrl, Attributes: { VisibilityTimeout: '1' } }),
    );
    return this;
  }

  variable(service: string, name: string): string {
    const value = this.functions.get(service)?.variables[name];
    if (value === undefined) throw new Error(`function ${service} has no variable ${name}`);
    return value;
  }

  async call(owner: string, method: string, path: string, body?: object, key?: string): Promise<Response> {
    return fetch(this.address.apiUrl + path, {
      method,
      headers: {
        authorization: `Bearer ${await this.address.tokenOf(owner)}`,
        ...(body && { 'content-type': 'application/json' }),
        ...(key !== undefined && { 'idempotency-key': key }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
  }

  /** One sweep, to its end; one that dies is the next one's. */
  async sweep(): Promise<void> {
    const FunctionName = this.functions.get('sweep')?.name;
    await this.lambda.send(new InvokeCommand({ FunctionName, Payload: '{}' }));
  }

  async repeatEvent(key: string, versionId: string): Promise<void> {
    const event = { 'detail-type': 'Object Created', detail: { object: { key, 'version-id': versionId } } };
    await this.sqs.send(
      new SendMessageCommand({ QueueUrl: this.queueUrl, MessageBody: JSON.stringify(event) }),
    );
  }

  async redrive(): Promise<void> {
    for (;;) {
      const { Messages = [] } = await this.sqs.send(
        new ReceiveMessageCommand({ QueueUrl: this.deadLetterUrl, MaxNumberOfMessages: 10 }),
      );
      if (Messages.length === 0) return;
      for (const { Body: MessageBody, ReceiptHandle } of Messages) {
        await this.sqs.send(new SendMessageCommand({ QueueUrl: this.queueUrl, MessageBody }));
        await this.sqs.send(new DeleteMessageCommand({ QueueUrl: this.deadLetterUrl, ReceiptHandle }));
      }
    }
  }

  /** How many messages wait for `validate`, or are with it. */
  async waiting(): Promise<number> {
    const { Attributes = {} } = await this.sqs.send(
      new GetQueueAttributesCommand({ QueueUrl: this.queueUrl, AttributeNames: ['All'] }),
    );
    return (
      Number(Attributes.ApproximateNumberOfMessages ?? 0) +
      Number(Attributes.ApproximateNumberOfMessagesNotVisible ?? 0) +
      Number(Attributes.ApproximateNumberOfMessagesDelayed ?? 0)
    );
  }

  /** Whether S3's events reach the queue. */
  async hearEvents(isHeard: boolean): Promise<void> {
    for (const { Name, EventPattern } of await listRules(this.bus)) {
      if (!EventPattern?.includes(this.address.bucket) || !EventPattern.includes('Object Created')) continue;
      await this.bus.send(isHeard ? new EnableRuleCommand({ Name }) : new DisableRuleCommand({ Name }));
    }
  }
}
