import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DisableRuleCommand, EnableRuleCommand, EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { keyFor } from '../../../lambda/core/file/object-key.js';
import type { AwsClient } from '../../stack/handover.js';
import { listFunctions, listRules } from '../../stack/listings.js';
import { StackQueue } from './stack-queue.js';

/** Addresses and tokens of a deployed stack. */
export interface StackAddress {
  readonly apiUrl: string;
  readonly bucket: string;
  readonly table: string;
  /** Accesses the engine as root, without the fault proxy. */
  readonly client: AwsClient;
  readonly tokenOf: (owner: string) => Promise<string>;
}

/** Decides on held files, and manages the webhook endpoints. */
export const administrator = 'keeper';

/** The deployed stack, for clients, operators and the tests. */
export class DeployedStack {
  readonly keyFor = keyFor;
  readonly s3: S3Client;
  readonly tables: DynamoDBDocumentClient;
  readonly sqs: SQSClient;
  readonly bus: EventBridgeClient;
  private readonly lambda: LambdaClient;
  /** The queue of `validate`. */
  validation!: StackQueue;
  /** The queue of `deliver`. */
  webhooks!: StackQueue;
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

  /** Finds its functions and queues. */
  async find(): Promise<this> {
    const functions = await listFunctions(this.lambda);
    for (const { FunctionName: name = '', Environment: { Variables: variables = {} } = {} } of functions) {
      if (variables['BUCKET'] === this.address.bucket || variables['TABLE'] === this.address.table)
        this.functions.set(variables['POWERTOOLS_SERVICE_NAME'] ?? '', { name, variables });
    }
    this.validation = await StackQueue.find(this.sqs, this.variable('sweep', 'VALIDATION_QUEUE_URL'), 1);
    // Longer than a slow subscriber takes.
    this.webhooks = await StackQueue.find(this.sqs, this.variable('announce', 'WEBHOOK_QUEUE_URL'), 5);
    return this;
  }

  variable(service: string, name: string): string {
    const value = this.functions.get(service)?.variables[name];
    if (value === undefined) throw new Error(`function ${service} has no variable ${name}`);
    return value;
  }

  /** One sweep, to its end; after a crash the next one continues. */
  async sweep(): Promise<void> {
    const FunctionName = this.functions.get('sweep')?.name;
    await this.lambda.send(new InvokeCommand({ FunctionName, Payload: '{}' }));
  }

  async repeatEvent(key: string, versionId: string): Promise<void> {
    const event = { 'detail-type': 'Object Created', detail: { object: { key, 'version-id': versionId } } };
    await this.validation.send(event);
  }

  /** An operator redrives the dead letters. */
  async redrive(): Promise<void> {
    await this.validation.redrive();
    await this.webhooks.redrive();
  }

  /** Whether S3's events reach the queue. */
  async hearEvents(isHeard: boolean): Promise<void> {
    for (const { Name, EventPattern } of await listRules(this.bus)) {
      if (!EventPattern?.includes(this.address.bucket) || !EventPattern.includes('Object Created')) continue;
      await this.bus.send(isHeard ? new EnableRuleCommand({ Name }) : new DisableRuleCommand({ Name }));
    }
  }
}
