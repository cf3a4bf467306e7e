import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { close, listen } from '../../../local/engine/front.js';
import { requireIssuer, splitContext } from '../../../local/deployment/own-issuer.js';
import { readContext } from '../../../local/deployment/context.js';

describe('settings of a deployment, given to npm start', () => {
  test('are those of the context, each with its value', () => {
    expect(readContext(['onFinding=hold', 'roles={"a":["files:read"]}', 'maxSize=1MiB'])).toEqual({
      onFinding: 'hold',
      roles: '{"a":["files:read"]}',
      maxSize: '1MiB',
    });
  });

  test.each([
    ['onFinding', /-c onFinding is no setting\. Give it as npm start -- -c onFinding=hold/],
    ['onFindings=hold', /-c onFindings: not known; the keys are .*onFinding/],
    ['onFinding=keep', /-c onFinding: expected reject or hold, got "keep"\. docs\/construct\.md/],
    ['malwareProtection=true', /GuardDuty, which the local engine lacks.*Remove it/],
    [
      'authorizer=arn:aws:lambda:eu-west-1:111122223333:function:a',
      /would lock out the accounts of this machine/,
    ],
    ['issuer=https://login.example.com', /-c issuer: needs audience too/],
    ['audience=my-api', /-c audience: needs issuer too/],
    ['siteClientId=page', /of the page’s client at your issuer\. Give -c issuer and -c audience too/],
    ['stackName=Other', /is set by `npm start` itself/],
    ['constructor=x', /-c constructor: not known/],
  ])('%s is refused in a sentence', (given, sentence) => {
    expect(() => readContext([given])).toThrow(sentence);
  });
});

describe('an issuer of one’s own', () => {
  const given = {
    issuer: 'https://login.example.com',
    audience: 'my-api,other',
    site: 'true',
    maxSize: '1MiB',
  };

  test('is no setting of the stack, and neither is the page', () => {
    expect(splitContext(readContext(Object.entries(given).map((pair) => pair.join('='))))).toEqual({
      context: { maxSize: '1MiB' },
      issuer: { url: given.issuer, audience: 'my-api,other', clientId: 'my-api' },
    });
    expect(splitContext({ ...given, siteClientId: 'page' }).issuer?.clientId).toBe('page');
    expect(splitContext({ site: 'true' })).toEqual({ context: {} });
  });

  let answer: { status: number; body: string };
  let server: http.Server;
  let url: string;
  beforeAll(async () => {
    server = http.createServer((_, response) => response.writeHead(answer.status).end(answer.body));
    await listen(server, 0);
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => close(server));
  const required = (issuer = url) =>
    requireIssuer({ url: issuer, audience: 'my-api', clientId: 'my-api' }, new AbortController().signal);

  test('is accepted with its metadata', async () => {
    answer = { status: 200, body: JSON.stringify({ issuer: url, jwks_uri: `${url}/keys` }) };
    await expect(required()).resolves.toBeUndefined();
  });

  test.each([
    ['that has none', 404, {}, /well-known\/openid-configuration answers 404/],
    [
      'with another name',
      200,
      { issuer: 'https://other.example' },
      /is of the issuer https:\/\/other\.example/,
    ],
  ])('is refused in a sentence: one %s', async (_, status, body, sentence) => {
    answer = { status, body: JSON.stringify(body) };
    await expect(required()).rejects.toThrow(sentence);
  });

  test('is refused in a sentence: one that cannot be reached', async () => {
    await expect(required('http://127.0.0.1:1')).rejects.toThrow(/cannot be reached \(\w/);
  });
});
