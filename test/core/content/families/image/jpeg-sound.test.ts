import { describe, expect, test } from '@jest/globals';
import { fixture } from '../../../../fixtures/clean-files.js';
import { check, refusals } from '../../check.js';
import { bytesOf } from '../../file-bytes.js';
import { noise } from '../../../../fixtures/filler.js';
import { mp3Frames } from '../../sound-bytes.js';

const photo = fixture('image/photo.jpg');
const song = mp3Frames(30);
const segment = (kind: number, content: Buffer): Buffer =>
  Buffer.concat([Buffer.from([0xff, kind, (content.length + 2) >> 8, (content.length + 2) & 0xff]), content]);
const behindStart = (...segments: Buffer[]): Buffer =>
  Buffer.concat([photo.subarray(0, 2), ...segments, photo.subarray(2)]);

describe('a song in a JPEG, which players find wherever it stands', () => {
  test.each([
    ['in a comment', behindStart(segment(0xfe, song))],
    ['behind the image', Buffer.concat([photo, song])],
  ])('%s is refused', async (_name, bytes) => {
    expect(refusals(await check(bytes, { declaredType: 'image/jpeg' }))).toEqual(['guest-inside']);
  });
});

describe('a JPEG of which nearly all is a colour profile', () => {
  const profile = (bytes: number, count: number, differ = 0): Buffer[] =>
    Array.from({ length: count }, (_, i) =>
      segment(
        0xe2,
        Buffer.concat([
          bytesOf('ICC_PROFILE\0'),
          Buffer.from([i + 1, count]),
          noise(bytes - 14 + (differ ? i % differ : 0), i),
        ]),
      ),
    );

  test.each([
    ['in segments of one length', behindStart(...profile(65_533, 28))],
    ['in segments of several lengths', behindStart(...profile(65_500, 28, 3))],
    ['with a shorter one at its end', behindStart(...profile(65_533, 27), ...profile(30_000, 1))],
  ])('%s is accepted', async (_name, bytes) => {
    expect(await check(bytes, { declaredType: 'image/jpeg' })).toMatchObject({
      verdict: 'accept',
      findings: [],
    });
  });
});
