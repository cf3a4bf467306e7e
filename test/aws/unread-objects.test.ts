import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { objectStore, s3Client } from '../../lambda/aws/object/object-store.js';
import { contentCheck } from '../../lambda/core/validation/content-check.js';
import { validateObject } from '../../lambda/core/validation/validate-object.js';
import { pngChunk, pngFile } from '../core/content/file-bytes.js';
import { photo, policy } from '../core/records.js';
import { SimulatedService } from '../core/simulated-service.js';

const empty = pngFile({ extra: [pngChunk('tEXt', Buffer.alloc(0))] });
const picture = pngFile({ extra: [pngChunk('tEXt', Buffer.alloc(900 - empty.length, 'a'))] });

/** Faults of a read from S3. */
const faults: Record<string, (answer: ServerResponse) => void> = {
  'says that it is asked too often': (answer) =>
    answer.writeHead(503).end('<Error><Code>SlowDown</Code></Error>'),
  refuses: (answer) => answer.writeHead(403).end('<Error><Code>AccessDenied</Code></Error>'),
  fails: (answer) => answer.writeHead(500).end('<Error><Code>InternalError</Code></Error>'),
  'answers fewer bytes': (answer) => answer.writeHead(206).end(picture.subarray(0, 500)),
  'breaks off': (answer) => {
    answer.writeHead(206, { 'content-length': picture.length });
    answer.write(picture.subarray(0, 500), () => answer.destroy());
  },
  'falls silent': (answer) => {
    answer.writeHead(206, { 'content-length': picture.length });
    answer.write(picture.subarray(0, 500));
  },
  'says nothing': () => undefined,
};
const well = (answer: ServerResponse) => void answer.writeHead(206).end(picture);

let behave: (answer: ServerResponse) => void = well;
const server = createServer((_request, answer) => behave(answer));
/** Times out a silent connection after 300 ms; errors are permanent from the last of `attempts` on. */
const clientOf = (attempts: number) => {
  Object.assign(process.env, {
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'secret',
    AWS_MAX_ATTEMPTS: String(attempts),
  });
  const url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  return s3Client({ url, addressing: 'path' }, 300);
};
let client: S3Client;
beforeAll(async () => {
  await once(server.listen(0, '127.0.0.1'), 'listening');
  client = clientOf(1);
});
afterAll(async () => {
  client.destroy();
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
});

describe('while S3', () => {
  test.each(Object.keys(faults))(
    '%s, there is no verdict, and the next try has the right one',
    async (fault) => {
      const service = new SimulatedService();
      service.versions.set('v1', { honest: true, sizeBytes: picture.length });
      const store = objectStore(client, 'bucket');
      const checkContent = contentCheck(policy, ({ key }, object) => store.reader(key, object));
      const ports = { ...service.ports, checkContent };
      const news = { key: photo().key, versionId: 'v1', sequencer: '001' };

      behave = faults[fault] ?? well;
      await expect(validateObject(ports, news)).rejects.toThrow(/reading 900 bytes at 0 failed/);
      expect(service.record).toMatchObject({ reasons: [], checks: { type: 'pending' } });
      expect(['pending', 'uploaded']).toContain(service.record.status);
      expect(service.versions.get('v1')?.tag).toBeUndefined();

      behave = well;
      await validateObject(ports, news);
      expect(service.record).toMatchObject({ status: 'verified', checks: { type: 'passed' } });
    },
  );
});

test('a request without a response from S3 is retried long before the function times out', async () => {
  const asking = clientOf(2);
  let requests = 0;
  behave = (answer) => {
    if (++requests > 1) well(answer);
  };
  const reader = objectStore(asking, 'bucket').reader('key', { versionId: 'v1', sizeBytes: picture.length });
  await expect(reader.read(0, picture.length)).resolves.toHaveLength(picture.length);
  expect(requests).toBe(2);
  asking.destroy();
});
