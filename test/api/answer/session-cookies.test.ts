import { expect, test } from '@jest/globals';
import { sessionCookies } from '../../../lambda/api/answer/session-cookies.js';

const cookies = { 'CloudFront-Policy': 'eyJ~', 'CloudFront-Signature': 'MEU-_' };

test('are for the domain and the path of reads by cookies, no script, no other site, and minutes', () => {
  expect(sessionCookies(cookies, { domain: 'example.com' }, 900)).toEqual([
    'CloudFront-Policy=eyJ~; Domain=example.com; Path=/session/; Max-Age=900; Secure; HttpOnly; SameSite=Strict',
    'CloudFront-Signature=MEU-_; Domain=example.com; Path=/session/; Max-Age=900; Secure; HttpOnly; SameSite=Strict',
  ]);
});

test('where API and CDN have one host, for it alone', () => {
  expect(sessionCookies(cookies, {}, 60)[0]).toBe(
    'CloudFront-Policy=eyJ~; Path=/session/; Max-Age=60; Secure; HttpOnly; SameSite=Strict',
  );
});
