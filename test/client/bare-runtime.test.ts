import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import type { Client } from '../../client/index.js';
import { clientIn, clientScript, nativeGlobals, PlainBlob, workerGlobals } from './bare-runtime.js';
import { partBytes } from './contract-file.js';
import { ContractServer } from './contract-server.js';

let script: string;
let server: ContractServer;
beforeAll(async () => {
  script = await clientScript();
});
beforeEach(async () => {
  server = new ContractServer();
  await server.listen();
});
afterEach(() => server.close());

const bytes = new Uint8Array(randomBytes(9 * partBytes + 50));
const picture = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 1, 2, 3]);

describe.each([
  ['worker’s', workerGlobals, (of: Uint8Array<ArrayBuffer>, type = '') => new Blob([of], { type })],
  [
    'React Native’s',
    nativeGlobals,
    (of: Uint8Array<ArrayBuffer>, type = '') => new PlainBlob(of, type) as unknown as Blob,
  ],
])('with a %s globals alone, without XMLHttpRequest, IndexedDB, or what Node.js has', (_, globals, blob) => {
  let client: Client;
  beforeEach(() => {
    client = clientIn(script, globals, { apiUrl: server.url, getToken: () => 'good' });
  });

  test('a file is sent in one PUT, is verified, listed and read', async () => {
    const upload = client.upload(blob(picture, 'image/png'), { filename: 'photo.png' });
    const { id } = await upload;
    expect((await client.waitForVerdict(id)).status).toBe('verified');
    for await (const { filename } of client.list({ pageSize: 1 })) expect(filename).toBe('photo.png');
    expect(new Uint8Array(await (await client.download(id)).arrayBuffer())).toEqual(picture);
    expect(await client.unfinished()).toHaveLength(0);
  });

  test('a large one is sent in parts, paused and resumed', async () => {
    const held = server.holdNext(/^PUT .*\/4$/);
    const upload = client.upload(blob(bytes), { filename: 'large.bin' });
    await held.reached;
    upload.pause();
    held.release();
    await server.settled();
    upload.resume();
    expect(server.bytesOf((await upload).id)).toEqual(Buffer.from(bytes));
  });

  test('cancelling one rejects with an abort, and an error has its reason', async () => {
    const held = server.holdNext(/^PUT .*\/2$/);
    const upload = client.upload(blob(bytes), { filename: 'large.bin' });
    const ended = upload.catch((error: unknown) => error);
    await held.reached;
    await upload.cancel();
    held.release();
    expect(await ended).toMatchObject({ name: 'AbortError' });
    const refused = client.upload(blob(picture, 'image/x-odd'), { filename: 'odd' });
    await expect(refused).rejects.toMatchObject({
      name: 'WaybillError',
      code: 'type-not-allowed',
      status: 415,
    });
  });

  test('an aborted signal rejects with an abort', async () => {
    const stop = new globals.AbortController() as AbortController;
    const held = server.holdNext(/^PUT/);
    const upload = client.upload(blob(bytes), { filename: 'large.bin', signal: stop.signal });
    const ended = upload.catch((error: unknown) => error);
    await held.reached;
    stop.abort();
    held.release();
    expect(await ended).toMatchObject({ name: 'AbortError' });
  });

  test('a service that cannot be reached is named', async () => {
    const far = clientIn(script, globals, { apiUrl: 'http://127.0.0.1:1', getToken: () => 'good' });
    const asked = far.share('x');
    await expect(asked).rejects.toMatchObject({
      code: 'network',
      detail: expect.stringContaining('127.0.0.1:1:'),
    });
  });
});
