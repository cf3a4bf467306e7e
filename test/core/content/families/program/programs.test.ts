import { describe, expect, test } from '@jest/globals';
import { check, refusals } from '../../check.js';
import { bytesOf } from '../../file-bytes.js';
import { noise } from '../../../../fixtures/filler.js';

const programs: [string, Buffer, string][] = [
  ['WebAssembly', bytesOf('\0asm\x01\0\0\0\x01\x04\x01\x60\0\0'), 'application/wasm'],
  ['a Java class', bytesOf('\xca\xfe\xba\xbe\0\0\0\x3d\0\x0d\x0a\0\x02'), 'application/java-vm'],
  [
    'a Java class of a preview version',
    bytesOf('\xca\xfe\xba\xbe\xff\xff\0\x41\0\x0d\x0a\0\x02'),
    'application/java-vm',
  ],
  [
    'Mach-O',
    Buffer.concat([bytesOf('\xcf\xfa\xed\xfe\x0c\0\0\x01\0\0\0\0\x02\0\0\0'), noise(90)]),
    'application/x-mach-binary',
  ],
  [
    'Mach-O for two processors',
    bytesOf('\xca\xfe\xba\xbe\0\0\0\x02\x01\0\0\x07\0\0\0\x03\0\0\x10\0\0\0\x20\0\0\0\0\x0c'),
    'application/x-mach-binary',
  ],
];

describe.each(programs)('%s', (_name, bytes, type) => {
  test('is known and refused', async () => {
    const verdict = await check(bytes, { declaredType: type });
    expect(verdict.detectedType).toBe(type);
    expect(refusals(verdict)).toEqual(['executable-content']);
  });

  test('is accepted where it is allowed by name', async () => {
    expect(await check(bytes, { declaredType: type, allowedTypes: [type] })).toMatchObject({
      verdict: 'accept',
    });
  });

  test('is no picture', async () => {
    expect(refusals(await check(bytes, { declaredType: 'image/png' }))).toContain('type-mismatch');
  });
});
