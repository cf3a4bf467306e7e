import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { isForbidden, objectStore, s3Client } from '../../../lambda/aws/object/object-store.js';
import { startRecordedAws, type Recorded, type Reply } from '../recorded-aws.js';

let aws: Awaited<ReturnType<typeof startRecordedAws>>;
beforeAll(async () => {
  aws = await startRecordedAws();
});
afterAll(() => aws.stop());
beforeEach(() => {
  aws.requests.length = 0;
});

const client = () => s3Client({ url: aws.url, addressing: 'path' });
const store = () => objectStore(client(), 'bucket');
const error = (status: number, code: string, message = 'No.'): Reply => ({
  status,
  body: `<Error><Code>${code}</Code><Message>${message}</Message></Error>`,
});
const methods = () => aws.requests.map(({ method }) => method);

describe('a HEAD that fails', () => {
  const answer = (head: Reply, get: Reply) => (request: Recorded) => (request.method === 'HEAD' ? head : get);

  test('is explained by a GET where it is a 400 of a version, and by nothing else', async () => {
    aws.answer = answer({ status: 400 }, { status: 206, body: 'x' });
    await expect(store().head('key', 'v1')).rejects.toMatchObject({ $metadata: { httpStatusCode: 400 } });
    expect(methods()).toEqual(['HEAD', 'GET']);
    aws.requests.length = 0;
    await expect(store().head('key')).rejects.toMatchObject({ $metadata: { httpStatusCode: 400 } });
    aws.answer = answer({ status: 403 }, { status: 206, body: 'x' });
    await expect(store().head('key', 'v1')).rejects.toMatchObject({ $metadata: { httpStatusCode: 403 } });
    expect(methods()).toEqual(['HEAD', 'HEAD']);
  });

  const sealed = 'The object was stored using a form of Server Side Encryption.';

  test('is of an object with its own key where S3 says both: the code and what it is about', async () => {
    aws.answer = answer({ status: 400 }, error(400, 'InvalidRequest', sealed));
    await expect(store().head('key', 'v1')).resolves.toMatchObject({ versionId: 'v1' });
    for (const get of [error(400, 'InvalidRequest'), error(400, 'AccessDenied', sealed)]) {
      aws.answer = answer({ status: 400 }, get);
      await expect(store().head('key', 'v1')).rejects.toMatchObject({ $metadata: { httpStatusCode: 400 } });
    }
  });
});

test('an archived object keeps the error of S3 as the cause', async () => {
  aws.answer = () => error(403, 'InvalidObjectState', 'Restore it first.');
  await expect(store().reader('key', { versionId: 'v1', sizeBytes: 9 }).read(0, 9)).rejects.toMatchObject({
    cause: { name: 'InvalidObjectState' },
  });
});

test('a missing permission, or a disabled key of KMS, is distinguished from other errors', async () => {
  const failure = async (status: number) => {
    aws.answer = () => error(status, 'Failure');
    return store()
      .removeVersion('key', 'v1')
      .catch((reason: unknown) => reason);
  };
  expect(isForbidden(await failure(403))).toBe(true);
  expect(isForbidden(await failure(500))).toBe(false);
  expect(isForbidden(Object.assign(new Error('not of S3'), { $metadata: { httpStatusCode: 403 } }))).toBe(
    false,
  );
});

test.each([
  ['virtual', 'bucket.s3.example', '/key'],
  ['path', 's3.example', '/bucket/key'],
] as const)('a store with addressing %s gets requests at %s%s', async (addressing, hostname, path) => {
  const elsewhere = s3Client({ url: new URL('https://s3.example'), addressing });
  const requests: unknown[] = [];
  elsewhere.middlewareStack.add(
    () =>
      async ({ request }) => {
        requests.push(request);
        return { response: {}, output: { $metadata: {} } };
      },
    { step: 'finalizeRequest', priority: 'low' },
  );
  await objectStore(elsewhere, 'bucket').removeVersion('key', 'v1');
  expect(requests).toMatchObject([{ hostname, path }]);
});
