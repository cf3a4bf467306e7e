import { describe, expect, test } from '@jest/globals';
import { check, refusals, warnings } from '../../check.js';
import { bytesOf, smallZip } from '../../file-bytes.js';
import { noise } from '../../../../fixtures/filler.js';
import { guestsBehind } from '../../guest-cases.js';
import { oggFile, oggPage } from '../../sound-bytes.js';

const sound = oggFile(40);

describe('Ogg', () => {
  test.each(['application/ogg', 'audio/ogg', 'audio/opus'])('is accepted as %s', async (declaredType) => {
    expect(await check(sound, { declaredType })).toMatchObject({
      verdict: 'accept',
      detectedType: 'application/ogg',
      findings: [],
      ranges: 3,
    });
  });

  test('streams one behind the other are one file', async () => {
    expect(await check(Buffer.concat([oggFile(3), oggFile(5)]))).toMatchObject({
      verdict: 'accept',
      findings: [],
    });
  });

  test.each(guestsBehind(sound, sound.subarray(-4_043)))('%s is refused', async (_name, bytes) => {
    expect(refusals(await check(bytes))).not.toEqual([]);
  });

  test('a page whose sum is wrong does not count as the end', async () => {
    const page = oggPage(noise(2_000, 99), 50, 4);
    page[100] = (page[100] ?? 0) ^ 1;
    const verdict = await check(Buffer.concat([sound, page]));
    expect(verdict.findings).toMatchObject([{ code: 'trailing-bytes', offset: sound.length }]);
  });

  test('an archive in the comments is refused', async () => {
    const comments = Buffer.concat([bytesOf('OpusTags'), noise(9_000), smallZip, noise(20_000)]);
    expect(refusals(await check(oggFile(40, comments)))).toEqual(['guest-inside']);
  });

  test('a cut one is noted', async () => {
    expect(warnings(await check(sound.subarray(0, -1_000)))).toEqual(['truncated']);
  });
});
