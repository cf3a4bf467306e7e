import { describe, expect, test } from '@jest/globals';
import { check, refusals } from '../../check.js';
import { noise } from '../../../../fixtures/filler.js';
import { guestsBehind } from '../../guest-cases.js';
import { adtsFrames, id3v1Tag } from '../../sound-bytes.js';

const sound = adtsFrames(400);

describe('AAC', () => {
  test.each([
    ['of many frames', sound],
    ['of two frames', adtsFrames(2)],
    ['with a tag', Buffer.concat([sound, id3v1Tag])],
  ])('%s is accepted', async (_name, bytes) => {
    const verdict = await check(bytes, { declaredType: 'audio/aacp' });
    expect(verdict).toMatchObject({ verdict: 'accept', detectedType: 'audio/aac', findings: [] });
    expect(verdict.ranges).toBeLessThanOrEqual(3);
  });

  test.each(guestsBehind(sound, adtsFrames(1)))('%s is refused', async (_name, bytes) => {
    expect(refusals(await check(bytes))).not.toEqual([]);
  });

  test('a frame alone, with other bytes behind it, is not AAC', async () => {
    expect(await check(Buffer.concat([adtsFrames(1), noise(500)]))).toMatchObject({
      detectedType: 'application/octet-stream',
    });
  });
});
