import { expect, test } from '@jest/globals';
import { system } from '../stack/system.js';
import { forged } from './forged-token.js';
import { person } from './person.js';

/** The documented answers of the gateway: docs/problems.md, and the description of the OpenAPI document. */
test.each([
  ['no token', 401, 'Unauthorized', () => ({ path: '/files' })],
  ['a forged token', 401, 'Unauthorized', () => ({ path: '/files' })],
  ['a path of no route', 404, 'Not Found', () => ({ path: '/nothing' })],
  ['another method of a path', 404, 'Not Found', () => ({ path: '/files', method: 'PUT' })],
  ['another method of an open path', 404, 'Not Found', () => ({ path: '/health', method: 'DELETE' })],
  [
    'a body over 10 MB',
    413,
    'Request Entity Too Large',
    () => ({ path: '/uploads', method: 'POST', body: Buffer.alloc(10 * 1024 * 1024 + 1) }),
  ],
])('%s is answered by the gateway: %i', async (what, status, message, asked) => {
  const { path, ...init } = asked() as { path: string } & RequestInit;
  const { token } = await person();
  const sent = what === 'a forged token' ? await forged(token) : token;
  const headers: Record<string, string> = what === 'no token' ? {} : { authorization: `Bearer ${sent}` };
  const answer = await fetch(system.apiUrl + path, { ...init, headers });
  expect(answer.status).toBe(status);
  expect(answer.headers.get('content-type')).toBe('application/json');
  expect(await answer.json()).toEqual({ message });
});
