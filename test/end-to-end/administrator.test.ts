import {
  DeleteObjectTaggingCommand,
  GetObjectCommand,
  PutObjectCommand,
  PutObjectTaggingCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { roleCredentials, system } from '../stack/system.js';
import { administrator } from './administrator.js';
import { readUrl, storeAs, strangerKey } from './signed.js';

const Bucket = system.bucket;
const denied = { $metadata: { httpStatusCode: 403 } };
const clean = { TagSet: [{ Key: 'verdict', Value: 'clean' }] };
let admin: S3Client;
let presign: S3Client;
let validate: S3Client;

beforeAll(async () => {
  admin = storeAs(await administrator());
  presign = storeAs(await roleCredentials('presign'));
  validate = storeAs(await roleCredentials('validate'));
});

async function stored(
  verdict?: 'clean' | 'rejected',
): Promise<{ Bucket: string; Key: string; VersionId: string }> {
  const Key = strangerKey();
  const { VersionId = '' } = await presign.send(
    new PutObjectCommand({ Bucket, Key, Body: 'bytes', IfNoneMatch: '*' }),
  );
  const Tagging = { TagSet: [{ Key: 'verdict', Value: verdict ?? '' }] };
  if (verdict) await validate.send(new PutObjectTaggingCommand({ Bucket, Key, VersionId, Tagging }));
  return { Bucket, Key, VersionId };
}

describe('the guardrails bind an administrator:', () => {
  test('no read before the verdict or of a rejected version, but of a clean one', async () => {
    await expect(admin.send(new GetObjectCommand(await stored()))).rejects.toMatchObject(denied);
    await expect(admin.send(new GetObjectCommand(await stored('rejected')))).rejects.toMatchObject(denied);
    const { Body } = await admin.send(new GetObjectCommand(await stored('clean')));
    expect(await Body?.transformToString()).toBe('bytes');
  });

  test('no signed URL, even of a clean version', async () => {
    const { Key, VersionId } = await stored('clean');
    expect((await fetch(await readUrl(admin, Key, { VersionId }))).status).toBe(403);
  });

  test('no tag can be added or removed', async () => {
    const version = await stored('clean');
    const tag = new PutObjectTaggingCommand({ ...version, Tagging: clean });
    await expect(admin.send(tag)).rejects.toMatchObject(denied);
    await expect(admin.send(new DeleteObjectTaggingCommand(version))).rejects.toMatchObject(denied);
  });

  test('no overwriting, and no object that calls itself clean', async () => {
    const { Key } = await stored('clean');
    const over = new PutObjectCommand({ Bucket, Key, Body: 'other' });
    await expect(admin.send(over)).rejects.toMatchObject(denied);
    const tagged = { Bucket, Key: strangerKey(), Body: 'x', IfNoneMatch: '*', Tagging: 'verdict=clean' };
    await expect(admin.send(new PutObjectCommand(tagged))).rejects.toMatchObject(denied);
  });
});

test('an administrator may write outside the files', async () => {
  const beside = { Bucket, Key: 'elsewhere/note', Body: 'x' };
  expect((await admin.send(new PutObjectCommand(beside))).$metadata.httpStatusCode).toBe(200);
});
