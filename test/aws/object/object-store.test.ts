import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { bucketListing } from '../../../lambda/aws/object/bucket-listing.js';
import { bucketAddress } from '../../../lambda/aws/object/bucket-address.js';
import { multipartStore } from '../../../lambda/aws/object/multipart-store.js';
import { objectStore, s3Client } from '../../../lambda/aws/object/object-store.js';
import { ArchivedObject } from '../../../lambda/core/validation/stored-properties.js';
import { photo } from '../../core/records.js';
import { startRecordedAws } from '../recorded-aws.js';

let aws: Awaited<ReturnType<typeof startRecordedAws>>;
beforeAll(async () => {
  aws = await startRecordedAws();
});
afterAll(() => aws.stop());
beforeEach(() => {
  aws.requests.length = 0;
});

const endpoint = () => ({ url: aws.url, addressing: 'path' as const });
const store = () => objectStore(s3Client(endpoint()), 'bucket');
const error = (status: number, code: string) => ({ status, body: `<Error><Code>${code}</Code></Error>` });
const asked = () =>
  aws.requests.map(({ method, path, query }) => ({ method, path, query: { ...query, 'x-id': undefined } }));

describe('a stored version', () => {
  test('is looked at with its checksums', async () => {
    const headers = {
      ...{ 'content-length': '900', 'x-amz-version-id': 'v2', 'content-type': 'image/png' },
      ...{ 'x-amz-checksum-sha256': 'sha', 'x-amz-checksum-crc64nvme': 'crc' },
    };
    aws.answer = () => ({ headers });
    await expect(store().head('key')).resolves.toEqual({
      ...{ versionId: 'v2', sizeBytes: 900, sha256: 'sha', crc64nvme: 'crc' },
      properties: { 'Content-Type': 'image/png' },
    });
    await store().head('key', 'v1');
    expect(asked()).toEqual([
      { method: 'HEAD', path: '/bucket/key', query: {} },
      { method: 'HEAD', path: '/bucket/key', query: { versionId: 'v1' } },
    ]);
    expect(aws.requests[0]?.headers).toMatchObject({ 'x-amz-checksum-mode': 'ENABLED' });
  });

  test.each([
    [404, 'NoSuchKey'],
    [405, 'MethodNotAllowed'],
  ])('that is not there (%i) is none, and has no tag', async (status, code) => {
    aws.answer = () => error(status, code);
    await expect(store().head('key', 'v1')).resolves.toBeUndefined();
    await expect(store().tag('key', 'v1', 'clean')).resolves.toBe(false);
  });

  test.each([403, 500])('that S3 does not answer for (%i) fails', async (status) => {
    aws.answer = () => error(status, 'Failure');
    await expect(store().head('key', 'v1')).rejects.toThrow();
    await expect(store().tag('key', 'v1', 'clean')).rejects.toThrow();
    await expect(store().removeVersion('key', 'v1')).rejects.toThrow();
  });

  test('in a bucket without versions stops the validator', async () => {
    aws.answer = () => ({ headers: { 'content-length': '0' } });
    await expect(store().head('key')).rejects.toThrow('versioning must be on');
  });

  test('gets its verdict as its only tag', async () => {
    aws.answer = () => ({});
    await expect(store().tag('key', 'v1', 'clean')).resolves.toBe(true);
    expect(asked()).toEqual([
      { method: 'PUT', path: '/bucket/key', query: { tagging: '', versionId: 'v1' } },
    ]);
    expect(aws.requests[0]?.body).toContain(
      '<TagSet><Tag><Key>verdict</Key><Value>clean</Value></Tag></TagSet>',
    );
  });

  test('is removed for good', async () => {
    aws.answer = () => ({ status: 204 });
    await store().removeVersion('key', 'v1');
    expect(asked()).toEqual([{ method: 'DELETE', path: '/bucket/key', query: { versionId: 'v1' } }]);
  });

  test('is read by ranges, whole or not at all', async () => {
    const reader = store().reader('key', { versionId: 'v1', sizeBytes: 900 });
    aws.answer = () => ({ status: 206, body: 'abc' });
    expect(reader.sizeBytes).toBe(900);
    expect(Buffer.from(await reader.read(10, 3)).toString()).toBe('abc');
    expect(asked()).toEqual([{ method: 'GET', path: '/bucket/key', query: { versionId: 'v1' } }]);
    expect(aws.requests[0]?.headers).toMatchObject({ range: 'bytes=10-12' });
    await expect(reader.read(10, 4)).rejects.toThrow('S3 answered 3 of 4 bytes at 10');
    aws.answer = () => error(403, 'InvalidObjectState');
    await expect(reader.read(10, 3)).rejects.toBeInstanceOf(ArchivedObject);
    aws.answer = () => error(403, 'AccessDenied');
    await expect(reader.read(10, 3)).rejects.toMatchObject({ name: 'AccessDenied' });
  });
});

describe('what the bucket holds', () => {
  const listing = () => bucketListing(s3Client(endpoint()), 'bucket');
  const version = (key: string, versionId: string) =>
    `<Version><Key>${key}</Key><VersionId>${versionId}</VersionId></Version>`;
  const upload = (key: string, id: string) => `<Upload><Key>${key}</Key><UploadId>${id}</UploadId></Upload>`;

  test('of one key is its versions, oldest first', async () => {
    const versions = version('key', 'new') + version('key', 'old') + version('key2', 'other');
    aws.answer = () => ({ body: `<ListVersionsResult>${versions}</ListVersionsResult>` });
    await expect(listing().versionsOf('key')).resolves.toEqual([
      { key: 'key', versionId: 'old' },
      { key: 'key', versionId: 'new' },
    ]);
    expect(asked()[0]).toMatchObject({
      path: '/bucket/',
      query: { versions: '', prefix: 'key', 'max-keys': '100' },
    });
    aws.answer = () => ({ body: '<ListVersionsResult></ListVersionsResult>' });
    await expect(listing().versionsOf('key')).resolves.toEqual([]);
  });

  test('is listed page by page: versions', async () => {
    aws.answer = ({ query }) => ({
      body: query['key-marker']
        ? `<ListVersionsResult><IsTruncated>false</IsTruncated><NextKeyMarker>b</NextKeyMarker></ListVersionsResult>`
        : `<ListVersionsResult><IsTruncated>true</IsTruncated><NextKeyMarker>a</NextKeyMarker><NextVersionIdMarker>1</NextVersionIdMarker>${version('a', '1')}</ListVersionsResult>`,
    });
    const { items, next } = await listing().versions();
    expect(items).toEqual([{ key: 'a', versionId: '1' }]);
    await expect(listing().versions(next)).resolves.toEqual({ items: [] });
    expect(asked().map(({ query }) => query)).toMatchObject([
      { versions: '', prefix: 'files/' },
      { versions: '', prefix: 'files/', 'key-marker': 'a', 'version-id-marker': '1' },
    ]);
  });

  test('is listed page by page: uploads', async () => {
    aws.answer = ({ query }) => ({
      body: query['key-marker']
        ? '<ListMultipartUploadsResult><IsTruncated>false</IsTruncated></ListMultipartUploadsResult>'
        : `<ListMultipartUploadsResult><IsTruncated>true</IsTruncated><NextKeyMarker>a</NextKeyMarker><NextUploadIdMarker>1</NextUploadIdMarker>${upload('a', '1')}</ListMultipartUploadsResult>`,
    });
    const { items, next } = await listing().uploads();
    expect(items).toEqual([{ key: 'a', uploadId: '1' }]);
    await expect(listing().uploads(next)).resolves.toEqual({ items: [] });
    expect(asked().map(({ query }) => query)).toMatchObject([
      { uploads: '', prefix: 'files/' },
      { uploads: '', prefix: 'files/', 'key-marker': 'a', 'upload-id-marker': '1' },
    ]);
  });
});

describe('an upload in parts', () => {
  const parts = () => multipartStore(bucketAddress('bucket', 'eu-west-1', endpoint()), 'eu-west-1');
  const file = photo({ method: 'multipart', key: 'key', sizeBytes: 10, crc64nvme: 'crc' });
  const begun = '<InitiateMultipartUploadResult><UploadId>u</UploadId></InitiateMultipartUploadResult>';

  test('is begun with its type, and the checksum of the whole if one was declared', async () => {
    aws.answer = () => ({ body: begun });
    await expect(parts().begin(file)).resolves.toBe('u');
    await parts().begin({ key: 'key', contentType: 'text/plain' });
    expect(asked()).toEqual(Array(2).fill({ method: 'POST', path: '/bucket/key', query: { uploads: '' } }));
    const [withChecksum, without] = aws.requests.map(({ headers }) => headers);
    expect(withChecksum).toMatchObject({
      ...{
        'content-type': 'image/png',
        'x-amz-checksum-algorithm': 'CRC64NVME',
        'x-amz-checksum-type': 'FULL_OBJECT',
      },
    });
    expect(without).toMatchObject({ 'content-type': 'text/plain' });
    expect(without).not.toHaveProperty('x-amz-checksum-type');
    aws.answer = () => ({ body: '<InitiateMultipartUploadResult></InitiateMultipartUploadResult>' });
    await expect(parts().begin(file)).rejects.toThrow('S3 gave no id');
  });

  test('is aborted, also where it is gone', async () => {
    aws.answer = () => ({ status: 204 });
    await parts().abort('key', 'u');
    expect(asked()).toEqual([{ method: 'DELETE', path: '/bucket/key', query: { uploadId: 'u' } }]);
    aws.answer = () => error(404, 'NoSuchUpload');
    await expect(parts().abort('key', 'u')).resolves.toBeUndefined();
    aws.answer = () => error(403, 'AccessDenied');
    await expect(parts().abort('key', 'u')).rejects.toMatchObject({ name: 'AccessDenied' });
  });

  test('is joined once, of these parts, to this length and checksum', async () => {
    aws.answer = () => ({ body: '<CompleteMultipartUploadResult></CompleteMultipartUploadResult>' });
    const stored = [{ partNumber: 1, sizeBytes: 10, etag: '"1"', crc64nvme: 'of the part' }];
    await expect(parts().join(file, 'u', stored)).resolves.toBe('joined');
    expect(asked()).toEqual([{ method: 'POST', path: '/bucket/key', query: { uploadId: 'u' } }]);
    const [request] = aws.requests;
    expect(request?.headers).toMatchObject({
      ...{ 'if-none-match': '*', 'x-amz-mp-object-size': '10' },
      ...{ 'x-amz-checksum-crc64nvme': 'crc', 'x-amz-checksum-type': 'FULL_OBJECT' },
    });
    expect(request?.body.replaceAll('&#34;', '"')).toMatch(
      /<Part>(?=.*<PartNumber>1<)(?=.*<ETag>"1"<)(?=.*<ChecksumCRC64NVME>of the part<).*<\/Part>/,
    );
    await parts().join(photo({ key: 'key', sizeBytes: 10 }), 'u', stored);
    expect(aws.requests[1]?.headers).not.toHaveProperty('x-amz-checksum-type');
  });

  test('has the parts that S3 lists', async () => {
    const part = '<Part><PartNumber>1</PartNumber><Size>5</Size><ETag>"1"</ETag>';
    const checksum = '<ChecksumCRC64NVME>crc</ChecksumCRC64NVME>';
    aws.answer = () => ({
      body: `<ListPartsResult>${part}${checksum}</Part>${part}</Part></ListPartsResult>`,
    });
    const listed = { partNumber: 1, sizeBytes: 5, etag: '"1"' };
    await expect(parts().listParts('key', 'u')).resolves.toEqual([{ ...listed, crc64nvme: 'crc' }, listed]);
    aws.answer = () => ({ body: '<ListPartsResult></ListPartsResult>' });
    await expect(parts().listParts('key', 'u')).resolves.toEqual([]);
  });
});
