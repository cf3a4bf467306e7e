import { describe, expect, test } from '@jest/globals';
import { check, refusals, warnings } from '../../check.js';
import { bytesOf, smallZip } from '../../file-bytes.js';
import { noise } from '../../../../fixtures/filler.js';
import { guestsBehind } from '../../guest-cases.js';
import { flacFile, id3v1Tag } from '../../sound-bytes.js';

const sound = flacFile(40);

describe('FLAC', () => {
  test.each([
    ['of many frames', sound],
    ['of one frame', flacFile(1)],
    ['with a picture longer than the head', flacFile(40, noise(150_000))],
    ['with a tag of MP3', Buffer.concat([sound, id3v1Tag])],
  ])('%s is accepted', async (_name, bytes) => {
    const verdict = await check(bytes, { declaredType: 'audio/x-flac' });
    expect(verdict).toMatchObject({ verdict: 'accept', detectedType: 'audio/flac', findings: [] });
    expect(verdict.ranges).toBeLessThanOrEqual(4);
  });

  test.each(guestsBehind(sound, sound.subarray(-3_008)))('%s is refused', async (_name, bytes) => {
    expect(refusals(await check(bytes))).not.toEqual([]);
  });

  test('the sum of the last frame shows where padding begins', async () => {
    const verdict = await check(Buffer.concat([sound, Buffer.alloc(500)]));
    expect(verdict.findings).toMatchObject([{ code: 'trailing-padding', offset: sound.length }]);
  });

  test('an archive in the comments is refused', async () => {
    const comments = Buffer.concat([noise(9_000), smallZip, noise(90_000)]);
    expect(refusals(await check(flacFile(40, comments)))).toEqual(['guest-inside']);
  });

  test('a cut one is noted', async () => {
    expect(warnings(await check(sound.subarray(0, -1_000)))).toEqual(['truncated']);
  });

  test.each([
    ['metadata alone', sound.subarray(0, 50)],
    ['metadata before zeros', Buffer.concat([bytesOf('fLaC\0'), Buffer.alloc(20)])],
    ['metadata before noise', Buffer.concat([sound.subarray(0, 54), noise(70_000)])],
  ])('%s is no sound', async (_name, bytes) => {
    const verdict = await check(bytes, { declaredType: 'audio/flac' });
    expect(refusals(verdict)).toContain('format-unproven');
    expect(verdict.detectedType).toBe('application/octet-stream');
  });
});
