import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { signCdnUrl } from '../../../lambda/aws/signing/cdn/signed-url.js';
import { startEdge, type Edge } from '../../../local/edge/edge.js';

const key = 'files/4f/u-alice/0199d1c0-7a5e-7c3e-9d52-3a5b6c7d8e4f';
const pair = (keyPairId: string) => ({
  keyPairId,
  ...generateKeyPairSync('ec', { namedCurve: 'P-256' }),
});
const [first, second] = [pair('K1FIRSTDEHXQW5'), pair('K2SECONDEHXQW5')];
const until = new Date(Date.now() + 3_600_000);

let edge: Edge;
beforeAll(async () => {
  edge = await startEdge();
});
afterAll(() => edge.stop());

const urlBy = (signer: Pick<typeof first, 'keyPairId' | 'privateKey'>) =>
  signCdnUrl({ origin: edge.url, key, query: { versionId: 'L4kq' } }, { until }, signer);

/** Lets the edge know these keys, as a deployment does. */
function deploy(...valid: (typeof first)[]): void {
  edge.open({
    keys: new Map(valid.map(({ keyPairId, publicKey }) => [keyPairId, publicKey])),
    read: async () => ({
      status: 200,
      headers: {},
      sendTo: async (response) => void response.end('bytes'),
    }),
  });
}

async function answer(url: string) {
  const response = await fetch(url);
  const body = await response.text();
  return [response.status, /<Code>(\w+)/.exec(body)?.[1] ?? body];
}
const valid = [200, 'bytes'];
const unknown = [403, 'InvalidKey'];

test('a URL is valid while its key is: those of two at once, and no longer than it', async () => {
  const [before, after] = [urlBy(first), urlBy(second)];
  const answers = () => Promise.all([answer(before), answer(after)]);
  deploy(first);
  expect(await answers()).toEqual([valid, unknown]);
  deploy(second, first);
  expect(await answers()).toEqual([valid, valid]);
  deploy(second);
  expect(await answers()).toEqual([unknown, valid]);
});

test('the id of one key makes no signature of the other valid', async () => {
  deploy(second, first);
  const mixed = urlBy({ keyPairId: first.keyPairId, privateKey: second.privateKey });
  expect(await answer(mixed)).toEqual([403, 'AccessDenied']);
});
