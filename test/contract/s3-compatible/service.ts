import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { APIGatewayProxyStructuredResultV2, SQSEvent } from 'aws-lambda';
import { keyFor } from '../../../lambda/core/file/object-key.js';
import type { Policy, AddressingStyle } from '../../../lambda/core/settings/policy.js';
import { context, gatewayEvent, type Asked } from '../../api/gateway-event.js';
import { policy } from '../../core/records.js';
import { Buckets } from '../s3/buckets.js';
import { localEngine } from '../s3/engines/local-engine.js';
import { startVersitygw } from '../s3/engines/versitygw.js';
import { namedHost, resolveLocalhostNames } from './localhost-names.js';

export interface Reply<Body> {
  readonly status: number;
  readonly body: Body;
}

/** The functions' own handlers, with their table in the local engine and their files in versitygw. */
export interface Service {
  readonly bucket: string;
  readonly buckets: Buckets;
  /** A function's response to a request of alice's. */
  call<Body>(name: 'presign' | 'files' | 'download', route: string, asked?: Asked): Promise<Reply<Body>>;
  /** Invokes `validate` for a created object: this store sends no events to EventBridge. */
  announce(id: string): Promise<void>;
  stop(): Promise<void>;
}

const table = 'files';

interface ServiceOptions {
  /** Of the policy. */
  readonly changes?: Partial<Policy>;
  /** Sets the address of the store for clients and functions. @default its own */
  readonly reach?: (store: URL) => Promise<URL>;
  readonly addressing?: AddressingStyle;
}

export async function startService({
  changes = {},
  reach = (store) => Promise.resolve(store),
  addressing = 'path',
}: ServiceOptions = {}): Promise<Service> {
  const records = await localEngine.start();
  const { endpoint, region, administrator: user } = records.access;
  const storage = await startVersitygw({ region, user });
  const stop = async () => {
    await storage.stop();
    await records.stop();
  };
  try {
    const buckets = new Buckets(storage.access);
    const bucket = await buckets.make();
    if (addressing === 'virtual') resolveLocalhostNames();
    const storageEndpoint = await reach(storage.access.endpoint ?? new URL('http://127.0.0.1'));
    delete process.env['AWS_PROFILE'];
    Object.assign(process.env, {
      AWS_REGION: region,
      AWS_ACCESS_KEY_ID: user.accessKeyId,
      AWS_SECRET_ACCESS_KEY: user.secretAccessKey,
      AWS_ENDPOINT_URL: endpoint?.href,
      BUCKET: bucket,
      TABLE: table,
      DEPLOYMENT: 'contract',
      POLICY: JSON.stringify({ ...policy, ...changes } satisfies Policy),
      STORAGE_ENDPOINT: (addressing === 'path' ? storageEndpoint : namedHost(storageEndpoint)).href,
      STORAGE_ADDRESSING: addressing,
      SWEEP_FUNCTION: 'sweep',
      VALIDATION_QUEUE_URL: 'http://127.0.0.1/queue',
      POWERTOOLS_SERVICE_NAME: 'contract',
      POWERTOOLS_METRICS_NAMESPACE: 'Waybill',
      POWERTOOLS_METRICS_DISABLED: 'true',
      POWERTOOLS_LOG_LEVEL: 'SILENT',
    });
    await makeTable();
    return { bucket, buckets, call, announce, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** A function reads its environment when it is loaded: not before this. */
const handlers = {
  presign: () => import('../../../lambda/handlers/presign.js'),
  files: () => import('../../../lambda/handlers/files.js'),
  download: () => import('../../../lambda/handlers/download.js'),
};

const call: Service['call'] = async (name, route, asked) => {
  const { handler } = await handlers[name]();
  const answer: APIGatewayProxyStructuredResultV2 = await handler(gatewayEvent(route, asked), context);
  return { status: answer.statusCode ?? 0, body: JSON.parse(answer.body ?? 'null') };
};

async function announce(id: string): Promise<void> {
  const { handler } = await import('../../../lambda/handlers/validate.js');
  const detail = { object: { key: keyFor('alice', id), sequencer: '1' } };
  const body = JSON.stringify({ source: 'aws.s3', 'detail-type': 'Object Created', detail });
  const attributes = { ApproximateReceiveCount: '1' };
  const event = { Records: [{ messageId: id, body, attributes }] } as unknown as SQSEvent;
  const { batchItemFailures } = await handler(event, context);
  if (batchItemFailures.length > 0) throw new Error('validate put the message back');
}

/** As in lib/storage/table.ts. */
async function makeTable(): Promise<void> {
  const names = ['pk', 'sk', 'gsi1pk', 'gsi1sk'];
  await new DynamoDBClient().send(
    new CreateTableCommand({
      TableName: table,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: names.map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
      KeySchema: keys('pk', 'sk'),
      GlobalSecondaryIndexes: [
        { IndexName: 'gsi1', KeySchema: keys('gsi1pk', 'gsi1sk'), Projection: { ProjectionType: 'ALL' } },
      ],
    }),
  );
}

const keys = (hash: string, range: string) => [
  { AttributeName: hash, KeyType: 'HASH' as const },
  { AttributeName: range, KeyType: 'RANGE' as const },
];
