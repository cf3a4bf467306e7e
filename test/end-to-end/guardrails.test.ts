import events from 'node:events';
import http from 'node:http';
import {
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  PutObjectCommand,
  PutObjectTaggingCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { roleCredentials, system, type SessionCredentials } from '../stack/system.js';
import { partUrl, postForm, putUrl, readUrl, storeAs, strangerKey } from './signed.js';

const Bucket = system.bucket;
let presigner: SessionCredentials;
let presign: S3Client;
let download: S3Client;
let validate: S3Client;
let files: S3Client;

beforeAll(async () => {
  presigner = await roleCredentials('presign');
  presign = storeAs(presigner);
  download = storeAs(await roleCredentials('download'));
  validate = storeAs(await roleCredentials('validate'));
  files = storeAs(await roleCredentials('files'));
});

const once = { 'if-none-match': '*' };
const put = (url: string, headers: Record<string, string> = once) =>
  fetch(url, { method: 'PUT', body: 'bytes', headers });
const status = async (answer: Promise<Response>): Promise<number> => (await answer).status;

/** `fetch` sets Host itself. */
async function putWithHost(url: URL, headers: Record<string, string>): Promise<number | undefined> {
  const request = http
    .request(url, { method: 'PUT', headers: { ...headers, 'content-length': 5 } })
    .end('bytes');
  const [answer] = (await events.once(request, 'response')) as [http.IncomingMessage];
  return answer.resume().statusCode;
}

const denied = { $metadata: { httpStatusCode: 403 } };

/** Stores bytes with the presign role and optionally tags them as `validate`. */
async function stored(verdict?: string): Promise<{ Key: string; VersionId: string }> {
  const Key = strangerKey();
  const { VersionId = '' } = await presign.send(
    new PutObjectCommand({ Bucket, Key, Body: 'bytes', IfNoneMatch: '*' }),
  );
  if (verdict) await validate.send(tagging(Key, VersionId, 'verdict', verdict));
  return { Key, VersionId };
}

const tagging = (Key: string, VersionId: string, name: string, value: string) =>
  new PutObjectTaggingCommand({ Bucket, Key, VersionId, Tagging: { TagSet: [{ Key: name, Value: value }] } });

describe('a signed PUT', () => {
  test('stores once: a second use changes nothing', async () => {
    const url = await putUrl(presign, strangerKey());
    expect(await status(put(url))).toBe(200);
    expect(await status(put(url))).toBe(412);
  });

  test('is refused without If-None-Match, signed or not', async () => {
    expect(await status(put(await putUrl(presign, strangerKey(), { once: false }), {}))).toBe(403);
    expect(await status(put(await putUrl(presign, strangerKey()), {}))).toBe(403);
  });

  test('is refused 16 minutes after it was signed, whatever its own lifetime', async () => {
    expect(await status(put(await putUrl(presign, strangerKey(), { minutesAgo: 14 })))).toBe(200);
    expect(await status(put(await putUrl(presign, strangerKey(), { minutesAgo: 16 })))).toBe(403);
  });

  test('is refused when it brings tags of its own', async () => {
    const tags = 'verdict=clean';
    const url = await putUrl(presign, strangerKey(), { tagging: tags });
    expect(await status(put(url, { ...once, 'x-amz-tagging': tags }))).toBe(403);
  });

  test('is refused outside the files', async () => {
    expect(await status(put(await putUrl(presign, 'elsewhere/file')))).toBe(403);
  });

  test.each(['download', 'validate', 'files'])('is refused when %s signed it', async (role) => {
    expect(await status(put(await putUrl(storeAs(await roleCredentials(role)), strangerKey())))).toBe(403);
  });

  test('is refused over plain HTTP', async () => {
    const url = new URL(await putUrl(presign, strangerKey()));
    const { host } = url;
    // The engine itself, without the proxy for TLS; the signature still covers the proxy's host.
    url.port = String(system.enginePort);
    expect(await putWithHost(url, { ...once, host })).toBe(403);
    expect(await putWithHost(url, { ...once, host, 'x-forwarded-proto': 'https' })).toBe(200);
  });
});

describe('a form upload', () => {
  test('stores', async () => {
    expect(await status(postForm(presigner, strangerKey()))).toBe(204);
  });

  test('is refused 16 minutes after it was signed', async () => {
    expect(await status(postForm(presigner, strangerKey(), { minutesAgo: 16 }))).toBe(403);
  });

  test('is refused when it brings tags of its own', async () => {
    const tagging = '<Tagging><TagSet><Tag><Key>verdict</Key><Value>clean</Value></Tag></TagSet></Tagging>';
    // S3 calls the field `tagging`; the engine also accepts the header's name.
    expect(await status(postForm(presigner, strangerKey(), { extra: { 'x-amz-tagging': tagging } }))).toBe(
      403,
    );
  });

  test('is refused when another role signed it', async () => {
    expect(await status(postForm(await roleCredentials('validate'), strangerKey()))).toBe(403);
  });
});

describe('a multipart upload', () => {
  async function begun(): Promise<{ Key: string; UploadId: string }> {
    const Key = strangerKey();
    const { UploadId = '' } = await presign.send(new CreateMultipartUploadCommand({ Bucket, Key }));
    return { Key, UploadId };
  }

  test('accepts part URLs for as long as the deployment configures', async () => {
    const { Key, UploadId } = await begun();
    expect(await status(put(await partUrl(presign, Key, UploadId, { minutesAgo: 14 }), {}))).toBe(200);
    expect(await status(put(await partUrl(presign, Key, UploadId, { minutesAgo: 16 }), {}))).toBe(403);
  });

  test('is completed only where nothing is yet', async () => {
    const { Key, UploadId } = await begun();
    const { headers } = await put(await partUrl(presign, Key, UploadId), {});
    const MultipartUpload = { Parts: [{ PartNumber: 1, ETag: headers.get('etag') ?? '' }] };
    const complete = { Bucket, Key, UploadId, MultipartUpload };
    await expect(presign.send(new CompleteMultipartUploadCommand(complete))).rejects.toMatchObject(denied);
    const done = await presign.send(new CompleteMultipartUploadCommand({ ...complete, IfNoneMatch: '*' }));
    expect(done.$metadata.httpStatusCode).toBe(200);
  });
});

describe('a read', () => {
  test('is refused until the validator has found the version clean', async () => {
    const { Key, VersionId } = await stored();
    const url = await readUrl(download, Key, { VersionId });
    expect(await status(fetch(url))).toBe(403);
    await validate.send(tagging(Key, VersionId, 'verdict', 'clean'));
    const answer = await fetch(url);
    expect(answer.status).toBe(200);
    expect(await answer.text()).toBe('bytes');
  });

  test('of a rejected version is refused', async () => {
    const { Key, VersionId } = await stored('rejected');
    expect(await status(fetch(await readUrl(download, Key, { VersionId })))).toBe(403);
  });

  test('is refused 16 minutes after it was signed', async () => {
    const { Key, VersionId } = await stored('clean');
    expect(await status(fetch(await readUrl(download, Key, { VersionId, minutesAgo: 14 })))).toBe(200);
    expect(await status(fetch(await readUrl(download, Key, { VersionId, minutesAgo: 16 })))).toBe(403);
  });

  test('by the download role itself is refused: it only signs', async () => {
    const { Key, VersionId } = await stored('clean');
    await expect(download.send(new GetObjectCommand({ Bucket, Key, VersionId }))).rejects.toMatchObject(
      denied,
    );
  });

  test('by the validator works before the verdict, but never through a URL it signed', async () => {
    const { Key, VersionId } = await stored('clean');
    const { Body } = await validate.send(new GetObjectCommand({ Bucket, Key, VersionId }));
    expect(await Body?.transformToString()).toBe('bytes');
    expect(await status(fetch(await readUrl(validate, Key, { VersionId })))).toBe(403);
  });

  test('by the roles that write and delete is refused', async () => {
    const { Key, VersionId } = await stored('clean');
    for (const store of [presign, files]) {
      await expect(store.send(new GetObjectCommand({ Bucket, Key, VersionId }))).rejects.toMatchObject(
        denied,
      );
      expect(await status(fetch(await readUrl(store, Key, { VersionId })))).toBe(403);
    }
  });

  test('of one version returns the requested range and headers', async () => {
    const { Key, VersionId } = await stored('clean');
    const ResponseContentDisposition = 'attachment; filename="a.txt"';
    const url = await readUrl(download, Key, { VersionId, ResponseContentDisposition });
    const answer = await fetch(url, { headers: { range: 'bytes=1-2' } });
    expect(answer.status).toBe(206);
    expect(answer.headers.get('content-range')).toBe('bytes 1-2/5');
    expect(answer.headers.get('content-disposition')).toBe(ResponseContentDisposition);
    expect(await answer.text()).toBe('yt');
    expect(await status(fetch(url, { headers: { range: 'bytes=9-' } }))).toBe(416);
  });
});

describe('a tag', () => {
  test.each(['presign', 'download', 'files'])('is refused from %s', async (role) => {
    const { Key, VersionId } = await stored();
    const store = storeAs(await roleCredentials(role));
    await expect(store.send(tagging(Key, VersionId, 'verdict', 'clean'))).rejects.toMatchObject(denied);
  });

  test('other than the verdict is refused even from the validator', async () => {
    const { Key, VersionId } = await stored();
    await expect(validate.send(tagging(Key, VersionId, 'owner', 'me'))).rejects.toMatchObject(denied);
  });
});

test('a copy into the bucket is refused', async () => {
  const { Key } = await stored('clean');
  const copy = { Bucket, Key: strangerKey(), CopySource: `${Bucket}/${Key}`, IfNoneMatch: '*' };
  await expect(presign.send(new CopyObjectCommand(copy))).rejects.toMatchObject(denied);
});
