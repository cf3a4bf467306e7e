import { once } from 'node:events';
import http from 'node:http';
import { expect, test } from '@jest/globals';
import { deployWith, issueToken, update } from '../stack/system.js';
import { photo } from './fixture.js';
import { withToken } from './person.js';

const stack = 'WaybillRotation';
const keyOf = (url: string) => new URL(url).searchParams.get('Key-Pair-Id');

/** Each deployment here has an edge with an address of its own; on AWS, the host stays. */
async function statusAt(edge: string, signed: string): Promise<number | undefined> {
  const { host, pathname, search } = new URL(signed);
  const request = http.get(`${edge}${pathname}${search}`, { headers: { host } });
  const [response] = (await once(request, 'response')) as [http.IncomingMessage];
  response.resume();
  return response.statusCode;
}

test('after a rotation, URLs of both keys are valid, until the next one', async () => {
  const adaAt = async (apiUrl: string) => withToken('ada', await issueToken('ada'), apiUrl);
  const { apiUrl: firstApi } = await deployWith(stack, { cdn: 'true' });
  const file = await (await adaAt(firstApi)).store(photo());
  const readAt = async (apiUrl: string) => {
    const { url } = await (await adaAt(apiUrl)).ask<{ url: string }>(`/files/${file.id}/url`);
    return url;
  };
  const rotated = async (cdnKeyGeneration: string) => {
    const { apiUrl, cdnUrl = '' } = await update(stack, { cdn: 'true', cdnKeyGeneration });
    return { edge: cdnUrl, url: await readAt(apiUrl) };
  };
  const before = await readAt(firstApi);
  const second = await rotated('2');
  expect(keyOf(second.url)).not.toBe(keyOf(before));
  expect(await statusAt(second.edge, second.url)).toBe(200);
  expect(await statusAt(second.edge, before)).toBe(200);
  const third = await rotated('3');
  expect(await statusAt(third.edge, third.url)).toBe(200);
  expect(await statusAt(third.edge, second.url)).toBe(200);
  expect(await statusAt(third.edge, before)).toBe(403);
});
