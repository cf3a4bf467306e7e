import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { deployedFunction, system } from '../stack/system.js';
import { drawing, photo } from './fixture.js';
import { person, put, type Person, type ShownFile } from './person.js';
import { strangerKey } from './signed.js';
import { keyIn, storedVersions } from './stored-versions.js';
import * as queue from './validation-queue.js';

const asRoot = new S3Client({ ...system.client, forcePathStyle: true });
const file = drawing();
let validation: queue.ValidationQueue;
let ada: Person;
beforeAll(async () => {
  validation = await queue.validationQueue();
  ada = await person();
});

async function stored(): Promise<{ key: string; shown: ShownFile }> {
  const { id, upload } = await ada.create(file);
  await put(upload, file.bytes);
  return { key: keyIn(upload.url), shown: await ada.verdict(id) };
}

const outcome = async (body: string) =>
  (await queue.recordLine(await queue.send(validation, body)))['outcome'];

describe('an event', () => {
  test('that is redelivered repeatedly changes nothing', async () => {
    const { key, shown } = await stored();
    for (let time = 0; time < 2; time++) expect(await outcome(queue.objectCreated(key))).toBe('duplicate');
    expect(await ada.ask(`/files/${shown.id}`)).toEqual(shown);
    expect((await ada.read(shown.id)).status).toBe(200);
  });

  test.each([
    ['a key that no record names', strangerKey()],
    ['a key of ours that was never given', 'files/64/u-ada/01a20183-1091-72c5-ab13-7fd9c7af2064'],
    ['a key that is not ours', 'elsewhere/photo.png'],
  ])('for %s changes nothing and is counted', async (_what, key) => {
    expect(await outcome(queue.objectCreated(key))).toBe('unknown-key');
  });

  test('for a key of another owner with a known id is foreign', async () => {
    const { key, shown } = await stored();
    const elsewhere = key.replace(`u-${ada.subject}`, 'u-eve');
    expect(await outcome(queue.objectCreated(elsewhere))).toBe('unknown-key');
    expect(await ada.ask(`/files/${shown.id}`)).toEqual(shown);
  });

  test('that arrives before the bytes leaves the file pending', async () => {
    const { id, upload } = await ada.create(file);
    expect(await outcome(queue.objectCreated(keyIn(upload.url)))).toBe('gone');
    expect(await ada.ask(`/files/${id}`)).toMatchObject({ status: 'pending', revision: 1 });
    await put(upload, file.bytes);
    expect(await ada.verdict(id)).toMatchObject({ status: 'verified' });
  });

  test('for a removed version changes nothing', async () => {
    const { key, shown } = await stored();
    const event = queue.objectCreated(key, { 'version-id': 'never-was' });
    expect(await outcome(event)).toBe('gone');
    expect(await ada.ask(`/files/${shown.id}`)).toEqual(shown);
  });

  test('for bytes that root put over a verified file removes them, and readers get the verified ones', async () => {
    const { key, shown } = await stored();
    const Body = photo().bytes;
    // Only root could: the bucket policy denies overwrites. Its own event is the late one.
    const put = new PutObjectCommand({ Bucket: system.bucket, Key: key, Body });
    const { VersionId } = await asRoot.send(put);
    const late = await outcome(queue.objectCreated(key, { 'version-id': VersionId }));
    // Either event may be first.
    expect(['late-version', 'gone']).toContain(late);
    expect(await storedVersions(key)).toBe(1);
    expect(await ada.ask(`/files/${shown.id}`)).toEqual(shown);
    const read = Buffer.from(await (await ada.read(shown.id)).arrayBuffer());
    expect(read.equals(file.bytes)).toBe(true);
  });
});

describe('a message that is no event', () => {
  test('delays no other in its batch', async () => {
    const { key, shown } = await stored();
    const bodies = [
      'not JSON',
      queue.objectCreated(key),
      '{"detail":{}}',
      queue.objectCreated(strangerKey()),
    ];
    const Records = bodies.map((body, index) => ({
      ...{ messageId: `message-${String(index)}`, body, attributes: { ApproximateReceiveCount: '1' } },
    }));
    const { FunctionName } = await deployedFunction('validate');
    const { Payload } = await new LambdaClient(system.client).send(
      new InvokeCommand({ FunctionName, Payload: JSON.stringify({ Records }) }),
    );
    expect(JSON.parse(Buffer.from(Payload ?? []).toString())).toEqual({
      batchItemFailures: [{ itemIdentifier: 'message-0' }, { itemIdentifier: 'message-2' }],
    });
    expect(await ada.ask(`/files/${shown.id}`)).toEqual(shown);
  });

  test('goes to the dead-letter queue after its tries, while the others are processed', async () => {
    // Six minutes between tries, as deployed, are for a real outage; events may be duplicated, so shorter is safe.
    const before = await queue.setPause(validation, 1);
    try {
      const bad = `not JSON ${String(Date.now())}`;
      await queue.send(validation, bad);
      expect((await stored()).shown.status).toBe('verified');
      await queue.untilDead(validation, bad);
    } finally {
      await queue.setPause(validation, before);
    }
  });
});
