import { describe, expect, test } from '@jest/globals';
import { Size } from 'aws-cdk-lib';
import { blockedExtensions, bytesReader } from '../../../lambda/core/content/index.js';
import { refuseBlockedName } from '../../../lambda/core/file/filename.js';
import { namePolicyOf } from '../../../lambda/core/settings/blocked-extensions.js';
import { defaultTypes } from '../../../lambda/core/settings/default-types.js';
import type { Policy } from '../../../lambda/core/settings/policy.js';
import { declare } from '../../../lambda/core/upload/declaration.js';
import { contentCheck } from '../../../lambda/core/validation/content-check.js';
import { ContentLevel, type WaybillProps } from '../../../lib/index.js';
import { measured } from '../../../lib/limits/environment-size.js';
import { settingsOf } from '../../../lib/settings/settings.js';
import { bytesOf, zipFile } from '../../core/content/file-bytes.js';
import { photo } from '../../core/records.js';

/** The policy as a function reads it from its environment. */
const policyOf = (props: WaybillProps): Policy =>
  JSON.parse(JSON.stringify(settingsOf(props).policy)) as Policy;

/** What a deployment with these props says of stored bytes: the verdict, and the codes of all that was found. */
async function judged(props: WaybillProps, bytes: Buffer, filename: string, contentType: string) {
  const check = contentCheck(policyOf(props), () => bytesReader(bytes));
  const stored = { versionId: '1', sizeBytes: bytes.length, properties: {} };
  const { verdict, reasons, warnings } = await check(photo({ filename, contentType }), stored);
  return { verdict, codes: [...reasons, ...warnings].map(({ code }) => code) };
}

const page = bytesOf('<!doctype html><html><title>Hello</title><p>A page.</html>');
const nested = zipFile([{ name: 'b.zip', content: zipFile([{ name: 'a.txt', content: bytesOf('hello') }]) }]);
const text = bytesOf('a line of text\n'.repeat(9_000));

describe('alsoAllowedTypes', () => {
  test('are stored besides the default', async () => {
    expect(policyOf({ alsoAllowedTypes: ['text/html', 'image/png'] }).allowedTypes).toEqual([
      ...defaultTypes,
      'text/html',
    ]);
    expect(await judged({}, page, 'a.txt', 'text/html')).toMatchObject({ verdict: 'reject' });
    expect(await judged({ alsoAllowedTypes: ['text/html'] }, page, 'a.html', 'text/html')).toEqual({
      verdict: 'accept',
      codes: [],
    });
  });

  test('are besides a list of its own too', () => {
    const props = { allowedTypes: ['image/png'], alsoAllowedTypes: ['text/csv'] };
    expect(policyOf(props).allowedTypes).toEqual(['image/png', 'text/csv']);
  });
});

test('refuseNestedArchives turns the warning into a refusal', async () => {
  expect(await judged({}, nested, 'a.zip', 'application/zip')).toEqual({
    verdict: 'accept',
    codes: ['archive-nested'],
  });
  expect(await judged({ refuseNestedArchives: true }, nested, 'a.zip', 'application/zip')).toEqual({
    verdict: 'reject',
    codes: ['archive-nested'],
  });
});

test('fullMaxBytes is up to where a file is read whole', async () => {
  const full = { contentLevel: ContentLevel.FULL };
  expect(await judged(full, text, 'a.txt', 'text/plain')).toMatchObject({ codes: [] });
  expect(await judged({ ...full, fullMaxBytes: Size.kibibytes(100) }, text, 'a.txt', 'text/plain')).toEqual({
    verdict: 'accept',
    codes: ['not-read-whole'],
  });
});

describe('blockedExtensions', () => {
  const withoutIso = blockedExtensions.filter((one) => one !== 'iso');
  const lists: [string, string[], string, string][] = [
    ['the default and one more', [...blockedExtensions, 'xyz'], 'xyz', 'txt'],
    ['the default without one', withoutIso, 'exe', 'iso'],
    ['a few of its own', ['xyz'], 'xyz', 'exe'],
    ['none', [], '', 'exe'],
  ];

  test.each(lists)('%s hold for declared and stored names', async (_list, extensions, refused, accepted) => {
    const props = { blockedExtensions: extensions };
    const policy = policyOf(props);
    const declared = (ending: string) => () =>
      declare(policy, { filename: `a.${ending}`, contentType: 'text/plain', sizeBytes: 9 });
    expect(declared(accepted)).not.toThrow();
    expect(() => refuseBlockedName(`a.${accepted}`, namePolicyOf(policy))).not.toThrow();
    expect(await judged(props, text, `a.${accepted}`, 'text/plain')).toMatchObject({ codes: [] });
    if (refused === '') return;
    expect(declared(refused)).toThrow(`names that end in .${refused} are not accepted`);
    expect(await judged(props, text, `a.${refused}`, 'text/plain')).toEqual({
      verdict: 'reject',
      codes: ['extension-blocked'],
    });
  });

  test.each(lists)('%s take little room in the environment', (_list, extensions) => {
    const policy = policyOf({ blockedExtensions: extensions });
    expect(measured(JSON.stringify(policy.blockedExtensions ?? null))).toBeLessThan(100);
  });

  test('the default as a list is the default', () => {
    expect(policyOf({ blockedExtensions: [...blockedExtensions] })).not.toHaveProperty('blockedExtensions');
  });
});
