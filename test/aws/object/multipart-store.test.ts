import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { afterEach, describe, expect, test } from '@jest/globals';
import { multipartStore } from '../../../lambda/aws/object/multipart-store.js';
import { bucketAddress } from '../../../lambda/aws/object/bucket-address.js';
import { photo } from '../../core/records.js';

// Faults that no local engine can produce: an S3 that is slow, fails late, or splits a list into pages.

let server: Server | undefined;

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

type Answer = (request: IncomingMessage, response: ServerResponse, count: number) => void;

async function storeThat(answer: Answer, budgetMs?: number) {
  Object.assign(process.env, {
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'secret',
    AWS_MAX_ATTEMPTS: '1',
  });
  let count = 0;
  server = createServer((request, response) => {
    request.resume().on('end', () => answer(request, response, ++count));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const address = bucketAddress('bucket', 'eu-west-1', { url, addressing: 'path' });
  return multipartStore(address, 'eu-west-1', budgetMs);
}

const file = photo({ method: 'multipart', sizeBytes: 10 });
const parts = [{ partNumber: 1, sizeBytes: 10, etag: '"1"' }];
const error = (code: string) =>
  `<?xml version="1.0" encoding="UTF-8"?>\n\n<Error><Code>${code}</Code><Message>No.</Message></Error>`;

describe('joining parts', () => {
  test('treats an error inside a 200, after the spaces that keep the connection open, as an error', async () => {
    const store = await storeThat((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/xml' });
      response.write('<?xml version="1.0" encoding="UTF-8"?>\n   ');
      response.end(error('InternalError').replace(/^.*\n/, ''));
    });
    await expect(store.join(file, 'u', parts)).resolves.toBe('unknown');
  });

  test('does not wait for minutes: an answer that is not there in time is unknown', async () => {
    let isHungUp = new Promise<void>(() => undefined);
    const store = await storeThat((_request, response) => {
      isHungUp = once(response, 'close').then(() => undefined);
      // S3 sends spaces while it joins.
      response.writeHead(200, { 'content-type': 'application/xml' }).write(' ');
    }, 200);
    await expect(store.join(file, 'u', parts)).resolves.toBe('unknown');
    await isHungUp;
  });

  test.each([
    ['NoSuchUpload', 404, 'unknown'],
    ['PreconditionFailed', 412, 'unknown'],
    ['ConditionalRequestConflict', 409, 'unknown'],
    ['InternalError', 500, 'unknown'],
    ['SlowDown', 503, 'unknown'],
    ['ServiceUnavailable', 503, 'unknown'],
    ['InvalidPart', 400, 'parts-changed'],
    ['InvalidPartOrder', 400, 'parts-changed'],
    ['BadDigest', 400, 'parts-changed'],
  ])('%s (%i) is %s', async (code, status, joining) => {
    const store = await storeThat((_request, response) => response.writeHead(status).end(error(code)));
    await expect(store.join(file, 'u', parts)).resolves.toBe(joining);
  });

  test('throws unknown errors', async () => {
    const store = await storeThat((_request, response) =>
      response.writeHead(400).end(error('EntityTooSmall')),
    );
    await expect(store.join(file, 'u', parts)).rejects.toMatchObject({ name: 'EntityTooSmall' });
  });
});

describe('listing parts', () => {
  const page = (numbers: readonly number[], more: string) =>
    `<ListPartsResult>${more}${numbers.map((number) => `<Part><PartNumber>${number}</PartNumber><Size>5</Size><ETag>"${number}"</ETag></Part>`).join('')}</ListPartsResult>`;

  test('reads up to the last page, and no further, also if that page has a marker', async () => {
    const asked: (string | null)[] = [];
    const store = await storeThat(({ url = '' }, response) => {
      const marker = new URL(url, 'http://s3').searchParams.get('part-number-marker');
      asked.push(marker);
      response.end(
        marker === null
          ? page([1, 2], '<IsTruncated>true</IsTruncated><NextPartNumberMarker>2</NextPartNumberMarker>')
          : page([3], '<IsTruncated>false</IsTruncated><NextPartNumberMarker>3</NextPartNumberMarker>'),
      );
    });
    const listed = await store.listParts('key', 'u');
    expect(listed?.map(({ partNumber }) => partNumber)).toEqual([1, 2, 3]);
    expect(asked).toEqual([null, '2']);
  });

  test('of an upload that S3 does not have returns undefined; without the permission it throws', async () => {
    const gone = await storeThat((_request, response) => response.writeHead(404).end(error('NoSuchUpload')));
    await expect(gone.listParts('key', 'u')).resolves.toBeUndefined();
    server?.close();
    const denied = await storeThat((_request, response) =>
      response.writeHead(403).end(error('AccessDenied')),
    );
    await expect(denied.listParts('key', 'u')).rejects.toMatchObject({ name: 'AccessDenied' });
  });
});
