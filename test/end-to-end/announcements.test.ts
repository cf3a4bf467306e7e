import { readFileSync } from 'node:fs';
import path from 'node:path';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { marshall } from '@aws-sdk/util-dynamodb';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { deployedFunction, logLines, system } from '../stack/system.js';
import { listenToBus, type EventListener } from './event-listener.js';
import { drawing, made } from './fixture.js';
import { person, put, type Person } from './person.js';

const lambda = new LambdaClient(system.client);
let listener: EventListener;
let ada: Person;
beforeAll(async () => {
  [listener, ada] = await Promise.all([listenToBus(), person()]);
});

const ofFile = async (id: string) =>
  (await listener.heard()).filter(({ data }) => data['file']?.['id'] === id);

describe('the bus gets', () => {
  test('of a file’s whole life, in an order that the revisions show', async () => {
    const file = drawing();
    const metadata = Object.fromEntries(['order', 'constructor', '__proto__'].map((name) => [name, '7']));
    const { id } = await ada.store(file, { metadata });
    await ada.call(`/files/${id}`, { method: 'DELETE' });
    await listener.hears(ada.subject, 'file.deleted');
    const heard = (await ofFile(id)).toSorted((one, other) => one.revision - other.revision);
    expect(heard.map(({ type }) => type)).toEqual([
      'upload.created',
      'file.uploaded',
      'file.verified',
      'file.deleted',
    ]);
    const [created, , verified, deleted] = heard.map(({ data }) => data['file']);
    expect(created).toMatchObject({ filename: file.filename });
    expect(JSON.stringify(created?.['metadata'])).toBe(JSON.stringify(metadata));
    expect(verified).toMatchObject({
      status: 'verified',
      detectedType: 'image/png',
      width: expect.any(Number),
    });
    expect(deleted).toMatchObject({ status: 'deleted', filename: null, metadata: {} });
  });

  test('why a file was refused, by codes alone', async () => {
    const eve = await person();
    await eve.store(made('MZ is no picture', 'image/png'));
    const { data } = await listener.hears(eve.subject, 'file.rejected');
    const { reasons } = data['file'] as { reasons: Record<string, unknown>[] };
    expect(reasons.length).toBeGreaterThan(0);
    for (const reason of reasons) expect(Object.keys(reason)).not.toContain('message');
  });

  test('of an aborted upload', async () => {
    const bob = await person();
    const { id } = await bob.create(drawing());
    await bob.call(`/uploads/${id}`, { method: 'DELETE' });
    expect((await listener.hears(bob.subject, 'upload.aborted')).data['file']).toMatchObject({ id });
  });

  test('no URL, token, key or version', async () => {
    const { upload } = await ada.create(drawing());
    await put(upload, drawing().bytes);
    const text = JSON.stringify(await listener.heard());
    expect(text).not.toMatch(/https?:|x-amz|eyJ|files\/|versionId/i);
  });

  test('events conform to the JSON Schema, by an independent validator', async () => {
    const schema = readFileSync(path.join(import.meta.dirname, '../../docs/events.schema.json'), 'utf8');
    const ajv = new Ajv2020({ strict: true, allErrors: true });
    addFormats.default(ajv);
    const fits = ajv.compile(JSON.parse(schema) as object);
    const heard = await listener.heard();
    expect(heard.length).toBeGreaterThan(5);
    for (const event of heard)
      expect({ event, fits: fits(event), errors: fits.errors }).toMatchObject({ fits: true });
  });
});

/** The local engine does not send failed records of a stream anywhere: here the test invokes the function with them. */
describe('a batch of the stream', () => {
  const record = (sequence: number, image: object) => ({
    ...{
      eventID: String(sequence),
      eventName: 'INSERT',
      eventSource: 'aws:dynamodb',
      awsRegion: system.region,
    },
    dynamodb: {
      ApproximateCreationDateTime: 1_790_000_000 + sequence,
      Keys: marshall({ pk: 'FILE#x', sk: 'FILE' }),
      NewImage: marshall(image),
      SequenceNumber: String(sequence),
      StreamViewType: 'NEW_AND_OLD_IMAGES',
    },
  });
  const file = (owner: string, revision = 1) => ({
    ...{ id: `${owner}-file`, owner, revision, status: 'pending', filename: 'zanzibar', metadata: {} },
    ...{ sizeBytes: 1, contentType: 'text/plain', method: 'put', checks: {}, reasons: [], warnings: [] },
    ...{ createdAt: '2026-11-22T12:00:00.000Z', uploadExpiresAt: '2026-11-22T12:15:00.000Z' },
  });
  const announced = async (...Records: object[]) => {
    const { FunctionName } = await deployedFunction('announce');
    const { Payload } = await lambda.send(
      new InvokeCommand({ FunctionName, Payload: JSON.stringify({ Records }) }),
    );
    return JSON.parse(Buffer.from(Payload ?? []).toString()) as unknown;
  };

  test('that is retried has the same ids', async () => {
    const owner = (await person()).subject;
    for (let time = 0; time < 2; time++)
      expect(await announced(record(1, file(owner)))).toEqual({ batchItemFailures: [] });
    const mine = async () => (await listener.heard()).filter((event) => event.owner === owner);
    await listener.hears(owner, 'upload.created');
    expect(new Set((await mine()).map(({ id }) => id)).size).toBe(1);
  });

  test('with an unreadable record continues at it, and what precedes it is published', async () => {
    const owner = (await person()).subject;
    const poison = record(2, { id: 'bare', filename: 'zanzibar poison' });
    expect(await announced(record(1, file(owner)), poison, record(3, file(owner, 2)))).toEqual({
      batchItemFailures: [{ itemIdentifier: '2' }],
    });
    await listener.hears(owner, 'upload.created');
    const lines = (await logLines()).filter((line) => line.includes('"batch failed"'));
    expect(lines.length).toBeGreaterThan(0);
    // No other batch should fail in this run; if one does, its log line has the reason.
    const reasons = lines.map((line) => (JSON.parse(line) as { reason: string }).reason);
    expect(new Set(reasons)).toEqual(new Set(['UnreadableRecord: a record lacks its id, revision or time']));
    expect(lines.join()).not.toContain('zanzibar');
  });
});
