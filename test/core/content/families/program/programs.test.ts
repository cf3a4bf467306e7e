import { describe, expect, test } from '@jest/globals';
import { check, refusals } from '../../check.js';
import { bytesOf } from '../../file-bytes.js';
import { fixture } from '../../../../fixtures/clean-files.js';

const javaClass = fixture('program/hello.class');
const thin = fixture('program/program.macho');
/** One page of a header for two processors, then the program. */
const fat = Buffer.concat([
  bytesOf('\xca\xfe\xba\xbe\0\0\0\x02\x01\0\0\x07\0\0\0\x03\0\0\x10\0\0\0\x20\0\0\0\0\x0c'),
  Buffer.alloc(4096 - 28),
  thin,
]);

const programs: [string, Buffer, string][] = [
  ['WebAssembly', bytesOf('\0asm\x01\0\0\0\x01\x04\x01\x60\0\0'), 'application/wasm'],
  ['a Java class', javaClass, 'application/java-vm'],
  [
    'a Java class of a preview version',
    Buffer.concat([bytesOf('\xca\xfe\xba\xbe\xff\xff\0\x41'), javaClass.subarray(8)]),
    'application/java-vm',
  ],
  ['Mach-O', thin, 'application/x-mach-binary'],
  ['Mach-O for two processors', fat, 'application/x-mach-binary'],
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
