import { describe, expect, test } from '@jest/globals';
import { check, refusals } from '../check.js';
import { bytesOf, elfStart, smallZip } from '../file-bytes.js';

const utf32 = (text: string): Buffer =>
  Buffer.concat([
    bytesOf('\xff\xfe\0\0'),
    ...[...text].map((c) => Buffer.from([c.codePointAt(0) ?? 0, 0, 0, 0])),
  ]);

describe('text is accepted as what it may be called', () => {
  test.each([
    ['text/plain', 'Dear all,\n\nhello.\n'],
    ['text/markdown', '# Title\n\nHello <b>you</b>\n'],
    ['text/markdown', '<p align="center"><img src="x.png"></p>\n\n```html\n<script>1</script>\n```\n'],
    ['text/plain', 'name,age\nAnn,3\n'],
    ['text/csv', 'name,age\nAnn,3\nBob\n'],
    ['text/csv', 'name;age\n"Ann; or so\nand on";3\n'],
    ['text/tab-separated-values', 'a\tb\n1\t2\n'],
    ['application/json', '// settings\n{ "a": 1, }\n'],
    ['application/json', '{"a":1}\n{"a":2}\n'],
    ['application/json', '42'],
    ['application/xml', '<?xml version="1.0"?>\n<!-- note -->\n<feed xmlns="http://www.w3.org/2005/Atom"/>'],
    ['text/plain', '{"a": 1}'],
    ['text/plain', 'caf\xe9, 8-bit'],
  ])('%s: %j', async (declaredType, text) => {
    expect(await check(bytesOf(text), { declaredType })).toMatchObject({
      verdict: 'accept',
      detectedType: declaredType,
    });
  });

  test('a long JSON text is judged by its beginning', async () => {
    const long = `[${'{"name": "Ann", "ages": [1, 2, null, -3.5e6], "on": true},\n'.repeat(5_000)}{}]`;
    expect(await check(bytesOf(long))).toMatchObject({ detectedType: 'application/json', verdict: 'accept' });
  });

  test('UTF-32 is text', async () => {
    expect(await check(utf32('a,b\n1,2\n'), { declaredType: 'text/csv' })).toMatchObject({
      verdict: 'accept',
    });
  });
});

describe('what is no such text is refused', () => {
  test.each([
    ['text/plain', '<!DOCTYPE html><p>hi', 'type-mismatch'],
    ['text/csv', '<script>alert(1)</script>', 'type-mismatch'],
    ['text/markdown', '<h1>Hi</h1><img src=x onerror=alert(1)>', 'type-mismatch'],
    ['application/json', 'hello', 'type-mismatch'],
    ['text/plain', '#!/usr/bin/env python3\n', 'type-mismatch'],
    ['text/plain', 'a\0b', 'type-mismatch'],
    ['image/png', 'a,b\n1,2\n', 'type-mismatch'],
  ])('%s: %j', async (declaredType, text, code) => {
    expect(refusals(await check(bytesOf(text), { declaredType }))).toContain(code);
  });

  test('text before an archive or a program is refused', async () => {
    for (const guest of [smallZip, elfStart]) {
      const verdict = await check(Buffer.concat([bytesOf('hello\n'.repeat(20_000)), guest]));
      expect(refusals(verdict)).not.toEqual([]);
    }
  });
});
