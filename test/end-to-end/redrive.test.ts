import { randomUUID } from 'node:crypto';
import { DynamoDBClient, GetItemCommand, type AttributeValue } from '@aws-sdk/client-dynamodb';
import {
  CreateBucketCommand,
  ListObjectVersionsCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { marshall } from '@aws-sdk/util-dynamodb';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { keptText } from '../client/command/redrive/kept-text.js';
import { deployedFunction, system } from '../stack/system.js';
import { listenToBus, type EventListener } from './event-listener.js';
import { drawing } from './fixture.js';
import type { Ran } from '../client/command/run-command.js';
import { operator } from './operator.js';
import { person, type Person, type ShownFile } from './person.js';
import { until } from './until.js';

const s3 = new S3Client({ ...system.client, forcePathStyle: true });
const folder = `aws/lambda/${randomUUID()}/shardId-01/2026/11/22`;
let functionName: string;
let functionArn: string;
let listener: EventListener;
let ada: Person;
let file: ShownFile;
let item: Record<string, AttributeValue>;
beforeAll(async () => {
  ({ FunctionName: functionName = '', FunctionArn: functionArn = '' } = await deployedFunction('announce'));
  listener = await listenToBus();
  ada = await person();
  file = await ada.store(drawing());
  await listener.hears(ada.subject, 'file.verified');
  const Key = marshall({ pk: `FILE#${file.id}`, sk: 'FILE' });
  const { Item } = await new DynamoDBClient(system.client).send(
    new GetItemCommand({ TableName: system.table, Key, ConsistentRead: true }),
  );
  item = Item ?? {};
});

/** The write that verified the file, as in the stream. */
const verified = (sequence: number) => record(sequence, item, { ...item, status: { S: 'uploaded' } });

const record = (
  sequence: number,
  NewImage: Record<string, AttributeValue>,
  OldImage?: Record<string, AttributeValue>,
) => ({
  ...{ eventID: String(sequence), eventName: OldImage ? 'MODIFY' : 'INSERT', eventSource: 'aws:dynamodb' },
  dynamodb: {
    ApproximateCreationDateTime: 1_790_000_000 + sequence,
    Keys: { pk: { S: `FILE#${file.id}` }, sk: { S: 'FILE' } },
    ...(OldImage && { OldImage }),
    NewImage,
    SequenceNumber: String(sequence),
    StreamViewType: 'NEW_AND_OLD_IMAGES',
  },
});

/** As Lambda does, which the local engine does not. */
async function keep(records: readonly object[], otherwise: object = {}): Promise<string> {
  const Key = `${folder}/2026-11-22T12.00.00-${randomUUID()}`;
  const Body = keptText(records, { requestContext: { functionArn }, ...otherwise });
  await s3.send(new PutObjectCommand({ Bucket: system.bucket, Key, Body }));
  return Key;
}

const versionsOf = async (key: string) => {
  const { Versions = [], DeleteMarkers = [] } = await s3.send(
    new ListObjectVersionsCommand({ Bucket: system.bucket, Prefix: key }),
  );
  return Versions.length + DeleteMarkers.length;
};

const redrive = (...args: string[]) =>
  operator(['announce', 'redrive', ...args], {
    WAYBILL_ANNOUNCE_FUNCTION: functionName,
    WAYBILL_BUCKET: system.bucket,
  });

const outcomes = ({ stdout }: Ran) =>
  stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

const heard = async (owner = ada.subject) =>
  (await listener.heard()).filter((event) => event.owner === owner && event.type === 'file.verified');

describe('what Lambda has kept in the bucket', () => {
  test('is published with its original id, and removed completely; what fails stays, and is reported', async () => {
    const bare = { id: { S: 'bare' }, filename: { S: 'zanzibar' } };
    const [good, poisoned, foreign] = await Promise.all([
      keep([verified(1)]),
      keep([verified(2), record(3, bare), verified(4)]),
      keep([verified(5)], { requestContext: { functionArn: `${functionArn}-other` } }),
    ]);

    const dry = await redrive('--dry-run');
    expect(dry.exitCode).toBe(1);
    expect(outcomes(dry)).toContainEqual({ key: good, outcome: 'tellable', records: 1, events: 1 });
    expect(await versionsOf(good)).toBe(1);
    expect(await heard()).toHaveLength(1);

    const ran = await redrive();
    expect(ran.exitCode).toBe(1);
    const shown = outcomes(ran);
    expect(shown).toContainEqual({ key: good, outcome: 'told', records: 1, events: 1 });
    expect(shown).toContainEqual({
      ...{ key: poisoned, outcome: 'kept', records: 3, events: 2 },
      unsent: [
        {
          ...{ sequenceNumber: '3', record: `FILE#${file.id}` },
          reason: 'UnreadableRecord: a record lacks its id, revision or time',
        },
      ],
    });
    expect(shown).toContainEqual(expect.objectContaining({ key: foreign, outcome: 'foreign' }));
    expect(shown.at(-1)).toEqual({
      summary: { told: 1, tellable: 0, kept: 1, foreign: 1, records: 4, events: 3 },
    });
    expect(ran.stdout + ran.stderr).not.toContain('zanzibar');
    expect(await Promise.all([good, poisoned, foreign].map(versionsOf))).toEqual([0, 1, 1]);

    const all = await until('the events', async () => {
      const events = await heard();
      return events.length >= 4 ? events : undefined;
    });
    expect(new Set(all.map(({ id }) => id)).size).toBe(1);
    expect(all[0]).toMatchObject({ data: { file: { id: file.id } } });
  });

  test('is not touched where the function cannot be called', async () => {
    const keptFor = functionArn.replace(functionName, 'nobody');
    const key = await keep([verified(1)], { requestContext: { functionArn: keptFor } });
    const ran = await redrive('--function', 'nobody');
    expect(ran).toMatchObject({ exitCode: 2, stderr: expect.stringMatching(/^waybill: .*nobody/) });
    expect(await versionsOf(key)).toBe(1);
    // Batches of an earlier function name are redriven by the present function.
    expect((await redrive('--kept-for', 'nobody')).exitCode).toBe(1);
    expect(await versionsOf(key)).toBe(0);
  });

  test('is not guessed at where the bucket cannot be read', async () => {
    expect(await redrive('--bucket', `none-${randomUUID()}`)).toMatchObject({
      exitCode: 2,
      stderr: expect.stringMatching(/^waybill: /),
    });
  });

  test('is nothing where all went well', async () => {
    const Bucket = `empty-${randomUUID()}`;
    await s3.send(new CreateBucketCommand({ Bucket }));
    const { exitCode, stdout } = await redrive('--bucket', Bucket);
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ summary: { told: 0, kept: 0, foreign: 0 } });
  });
});
