import { describe, expect, test } from '@jest/globals';
import { checkContent, ContentReadError } from '../../../lambda/core/content/index.js';
import { check, refusals } from './check.js';
import { bytesOf, elfStart, pngChunk, pngFile, smallZip, zipFile } from './file-bytes.js';
import { noise } from '../../fixtures/filler.js';

describe('what is declared', () => {
  test('an executable declared as an image is refused with both types in the sentence', async () => {
    const { verdict, detectedType, findings } = await check(elfStart, {
      declaredType: 'image/png',
      filename: 'me.png',
    });
    expect({ verdict, detectedType }).toEqual({ verdict: 'reject', detectedType: 'application/x-elf' });
    expect(findings[0]).toMatchObject({
      code: 'type-mismatch',
      message: 'declared image/png, found application/x-elf',
      offset: 0,
    });
  });

  test('a type outside of the allowlist is refused', async () => {
    expect(refusals(await check(pngFile(), { allowedTypes: ['image/jpeg'] }))).toEqual(['type-not-allowed']);
  });

  test.each(['run.exe', 'page.html', 'shot.png.exe. '])('the name %s is refused', async (filename) => {
    expect(refusals(await check(pngFile(), { filename }))).toEqual(['extension-blocked']);
  });
});

describe('text', () => {
  test.each([
    ['a,b\n1,2\n', 'text/csv'],
    ['{"a": [1, 2]}', 'application/json'],
    ['Dear Sir, hello', 'text/plain'],
    ['<?xml version="1.0"?><a/>', 'application/xml'],
    ['<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>', 'image/svg+xml'],
    ['\xff\xfeh\0i\0', 'text/plain'],
  ])('%j is %s', async (text, type) => {
    expect(await check(bytesOf(text), { declaredType: type })).toMatchObject({
      verdict: 'accept',
      detectedType: type,
    });
  });

  test.each([
    ['<!-- x --><html><body>', 'active-markup'],
    ['<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', 'svg-active'],
    ['#!/bin/sh\necho', 'executable-content'],
    ['\xef\xbb\xbf', 'type-unknown'],
    ['', 'empty-file'],
    ['\0', 'type-unknown'],
  ])('%j is refused', async (text, code) => {
    expect(refusals(await check(bytesOf(text)))).toContain(code);
  });
});

describe('an empty file', () => {
  const empty = bytesOf('');

  test.each([
    ['text/plain', 'file', 'text/plain'],
    ['text/csv; charset=utf-8', 'file', 'text/csv'],
    ['application/x-ndjson', 'file', 'application/json'],
    ['application/json', 'events.jsonl', 'application/json'],
    ['application/vnd.ms-excel', 'people.csv', 'text/csv'],
    ['application/octet-stream', 'server.log', 'text/plain'],
    ['text/x-c', 'main.c', 'text/x-c'],
  ])('%s named %s is %s', async (declaredType, filename, detectedType) => {
    const allowedTypes = [detectedType];
    expect(await check(empty, { declaredType, filename, allowedTypes })).toMatchObject({
      verdict: 'accept',
      detectedType,
      findings: [],
    });
  });

  test.each([
    ['image/png', 'a.png'],
    ['application/json', 'a.json'],
    ['application/pdf', 'a.txt'],
    ['application/octet-stream', 'a'],
  ])('%s named %s is refused', async (declaredType, filename) => {
    expect(refusals(await check(empty, { declaredType, filename }))).toContain('empty-file');
  });
});

describe('reading', () => {
  const long = Buffer.concat([pngFile(), noise(200_000)]);

  test('a reader that fails or answers short leads to no verdict', async () => {
    const sizeBytes = long.length;
    const failing = checkContent({ sizeBytes, read: () => Promise.reject(new Error('throttled')) });
    await expect(failing).rejects.toThrow(ContentReadError);
    const short = checkContent({ sizeBytes, read: async (at, n) => long.subarray(at, at + n - 1) });
    await expect(short).rejects.toThrow(ContentReadError);
  });

  test('it never reads beyond the file, and counts what it read', async () => {
    let asked = 0;
    const verdict = await checkContent({
      sizeBytes: long.length,
      read: async (at, n) => {
        expect(at + n).toBeLessThanOrEqual(long.length);
        asked += n;
        return long.subarray(at, at + n);
      },
    });
    expect(verdict.bytesRead).toBe(asked);
  });
});

describe('a file that cannot be judged within the limits on reading', () => {
  /** A photo whose trailer, like Samsung's, refers to forty distant blocks. */
  function scatteredPhoto(): Buffer {
    const blocks = 40;
    const stride = 8_192;
    const start = bytesOf('\xff\xd8\xff\xda\0\x08\x01\x01\0\0\x3f\0');
    const directory = Buffer.alloc(12 + blocks * 12);
    directory.write('SEFH');
    directory.writeUInt32LE(blocks, 8);
    for (let block = 0; block < blocks; block++)
      directory.writeUInt32LE(70_000 + block * stride, 12 + block * 12 + 4);
    const end = Buffer.alloc(8);
    end.writeUInt32LE(directory.length);
    end.write('SEFT', 4);
    return Buffer.concat([start, Buffer.alloc(80_000 + blocks * stride), directory, end]);
  }

  test('is refused with that reason and the place, and no more is read', async () => {
    const verdict = await check(scatteredPhoto(), { declaredType: 'image/jpeg' });
    expect(refusals(verdict)).toEqual(['read-budget-exceeded']);
    expect(verdict.findings).toContainEqual({
      code: 'read-budget-exceeded',
      severity: 'refuse',
      message: 'the file cannot be judged within the limits on reading',
      offset: expect.any(Number),
    });
    expect(verdict.ranges).toBe(24);
  });
});

describe('policy', () => {
  const nested = zipFile([{ name: 'inner.zip', content: smallZip, method: 0 }]);

  test('an archive in an archive is a matter of policy', async () => {
    expect(await check(nested)).toMatchObject({ verdict: 'accept' });
    expect(refusals(await check(nested, { refuseNestedArchives: true }))).toEqual(['archive-nested']);
  });

  test('a program is accepted where its type is allowed by name', async () => {
    const options = {
      declaredType: 'application/x-elf',
      allowedTypes: ['application/x-elf'],
      filename: 'tool.bin',
    };
    expect(await check(elfStart, options)).toMatchObject({ verdict: 'accept' });
  });
});

describe('levels', () => {
  /** Pixels with a script in the middle, far from both ends. */
  const pixels = Buffer.concat([noise(100_000), bytesOf('<script>alert(1)</script>'), noise(100_000, 2)]);
  const image = pngFile({ extra: [pngChunk('IDAT', pixels)] });

  test('strict reads head and tail, full reads all', async () => {
    const strict = await check(image);
    expect(strict).toMatchObject({ verdict: 'accept', bytesRead: 68 * 1024, ranges: 2 });
    const full = await check(image, { level: 'full' });
    expect(refusals(full)).toEqual(['guest-inside']);
    expect(full).toMatchObject({ bytesRead: image.length, ranges: 1 });
  });

  test('standard reads the last 4 KiB only', async () => {
    expect((await check(image, { level: 'standard' })).bytesRead).toBe(8 * 1024);
  });

  test('a file too long for full is checked as strict, with a warning', async () => {
    const verdict = await check(image, { level: 'full', fullMaxBytes: 100_000 });
    expect(verdict).toMatchObject({
      verdict: 'accept',
      bytesRead: 68 * 1024,
      findings: [{ code: 'not-read-whole' }],
    });
  });
});
