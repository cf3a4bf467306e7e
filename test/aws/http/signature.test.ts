import aws4 from 'aws4';
import fc from 'fast-check';
import { expect, test } from '@jest/globals';
import { canonicalQuery } from '../../../lambda/aws/http/canonical-query.js';
import { environmentCredentials, signRequest } from '../../../lambda/aws/http/signature.js';

const time = fc.date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true });
const word = fc.stringMatching(/^[\w.-]{1,40}$/);
const value = fc.stringMatching(/^[!-~]([ -~]{0,60}[!-~])?$/);

test('headers are signed as aws4, which shares no code with ours, signs them', () => {
  fc.assert(
    fc.property(
      fc.record({
        ...{ at: time, service: word, region: word, body: fc.string({ unit: 'binary' }) },
        method: fc.constantFrom('GET', 'POST', 'DELETE'),
        path: fc.array(fc.stringMatching(/^\w[\w.~-]{0,9}$/)).map((words) => `/${words.join('/')}`),
        query: fc.option(value, { nil: undefined }),
        headers: fc.dictionary(fc.stringMatching(/^x-amz-[a-z]{3,12}$/), value, { maxKeys: 4 }),
        credentials: fc.record({
          ...{ accessKeyId: word, secretAccessKey: value },
          sessionToken: fc.option(value, { nil: undefined }),
        }),
      }),
      ({ at, service, region, body, method, path, query, headers, credentials }) => {
        const search = query === undefined ? '' : `?${canonicalQuery({ partNumber: '7', uploadId: query })}`;
        const host = `${service}.${region}.amazonaws.com`;
        const request = {
          method,
          url: new URL(`https://${host}${path}${search}`),
          service,
          region,
          headers: { ...headers, 'content-type': 'text/json' },
          body,
          at,
        };
        const { authorization, ...sent } = signRequest(request, credentials);
        // It would add a length.
        const extraHeadersToIgnore = { 'content-length': true };
        const place = { service, region, host, method, path: `${path}${search}`, body };
        const signed = aws4.sign({ ...place, headers: sent, ...{ extraHeadersToIgnore } }, credentials);
        expect(authorization).toBe((signed.headers as { Authorization?: string }).Authorization);
      },
    ),
    { numRuns: 300 },
  );
});

test('credentials are those of the environment at the time, and it says which are missing', () => {
  Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'one', AWS_SECRET_ACCESS_KEY: 'secret' });
  expect(environmentCredentials()).toMatchObject({ accessKeyId: 'one', secretAccessKey: 'secret' });
  process.env['AWS_ACCESS_KEY_ID'] = 'two';
  expect(environmentCredentials()).toMatchObject({ accessKeyId: 'two' });
  delete process.env['AWS_ACCESS_KEY_ID'];
  expect(environmentCredentials).toThrow('AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY have to be set');
});
