import { describe, expect, test } from '@jest/globals';
import { check, refusals, warnings } from '../../check.js';
import { bytesOf, smallZip } from '../../file-bytes.js';
import { fixture } from '../../../../fixtures/clean-files.js';
import { noise } from '../../../../fixtures/filler.js';
import { guestsBehind } from '../../guest-cases.js';
import { adtsFrames, apeTag, flacFile, id3v1Tag, id3v2Tag, mp3Frames } from '../../sound-bytes.js';

const sound = mp3Frames(300);
const tag = id3v2Tag(Buffer.concat([bytesOf('TIT2\0\0\0\x06\0\0\0Title'), Buffer.alloc(500)]));
const lyrics = bytesOf('LYRICSBEGININD0000200000026LYRICS200');

describe('MP3', () => {
  test.each([
    ['of bare frames', sound],
    ['of few frames', mp3Frames(2)],
    ['with an ID3v2 tag', Buffer.concat([tag, sound])],
    ['with two ID3v2 tags', Buffer.concat([tag, tag, sound])],
    ['with zeros behind its tag', Buffer.concat([tag, Buffer.alloc(1_000), sound])],
    ['with an ID3v1 tag', Buffer.concat([sound, id3v1Tag])],
    ['with an APE and an ID3v1 tag', Buffer.concat([sound, apeTag(noise(300)), id3v1Tag])],
    ['with an APE tag that fills the tail', Buffer.concat([sound, apeTag(noise(90_000))])],
    ['with lyrics', Buffer.concat([tag, sound, lyrics, id3v1Tag])],
    ['with a cover longer than the sound', Buffer.concat([id3v2Tag(noise(200_000)), mp3Frames(40)])],
    ['cut within its last frame', sound.subarray(0, -100)],
  ])('%s is accepted', async (_name, bytes) => {
    const verdict = await check(bytes, { declaredType: 'audio/mp3' });
    expect(verdict).toMatchObject({ verdict: 'accept', detectedType: 'audio/mpeg', findings: [] });
    expect(verdict.ranges).toBeLessThanOrEqual(6);
  });

  test('a usual one takes three reads', async () => {
    expect(await check(Buffer.concat([tag, sound, id3v1Tag]))).toMatchObject({ ranges: 3 });
  });

  test.each([
    ...guestsBehind(sound, mp3Frames(1)),
    ...guestsBehind(Buffer.concat([tag, sound, id3v1Tag]), id3v1Tag),
  ])('%s is refused', async (_name, bytes) => {
    expect(refusals(await check(bytes))).not.toEqual([]);
  });

  test.each([
    ['ID3v2', Buffer.concat([id3v2Tag(Buffer.concat([noise(9_000), smallZip, noise(90_000)])), sound])],
    ['APE', Buffer.concat([sound, apeTag(Buffer.concat([smallZip, noise(90_000)]))])],
  ])('an archive in an %s tag is refused', async (_name, bytes) => {
    expect(refusals(await check(bytes))).toContain('guest-inside');
  });

  test.each([
    ['a JPEG', fixture('image/photo.jpg')],
    ['a JPEG behind padding', Buffer.concat([Buffer.alloc(300), fixture('image/photo.jpg')])],
    ['a JPEG in front of a tag', Buffer.concat([fixture('image/photo.jpg'), id3v1Tag])],
    ['a JPEG behind slack', Buffer.concat([noise(900), fixture('image/photo.jpg')])],
    ['a PNG', fixture('image/colour.png')],
    ['a GIF', fixture('image/still.gif')],
    ['a WebP', fixture('image/lossy.webp')],
    ['an AVIF', fixture('image/still.avif')],
    ['a film', fixture('video/moov-first.mp4')],
    ['a WebM', fixture('video/live.webm')],
  ])('and %s is refused: both open', async (_name, second) => {
    for (const bytes of [sound, Buffer.concat([tag, sound]), adtsFrames(300)])
      expect(refusals(await check(Buffer.concat([bytes, second])))).not.toEqual([]);
  });

  test.each([
    ['slack', noise(1_500)],
    [
      'a broken tag with a cover',
      Buffer.concat([bytesOf('APETAGEX'), noise(40), fixture('image/photo.jpg')]),
    ],
    ['the mark of a JPEG alone', bytesOf(`${'\xff\xd8\xff\xe0'.repeat(3)}abc`)],
  ])('with %s behind it is accepted', async (_name, slack) => {
    expect(await check(Buffer.concat([sound, slack]))).toMatchObject({ verdict: 'accept' });
  });

  test('padding behind the frames is noted', async () => {
    expect(warnings(await check(Buffer.concat([sound, Buffer.alloc(700)])))).toEqual(['trailing-padding']);
  });

  test('a tag without sound is no sound', async () => {
    expect(refusals(await check(tag, { declaredType: 'audio/mpeg' }))).toContain('format-unproven');
  });

  test.each([
    ['audio/flac', Buffer.concat([tag, flacFile(30)])],
    ['audio/aac', Buffer.concat([tag, adtsFrames(30)])],
  ])('%s behind an ID3v2 tag is known', async (type, bytes) => {
    expect(await check(bytes, { declaredType: type })).toMatchObject({
      verdict: 'accept',
      detectedType: type,
      findings: [],
    });
  });

  test('sound of a format that is not known is not MP3', async () => {
    const verdict = await check(Buffer.concat([tag, bytesOf('wvpk'), noise(3_000)]));
    expect(refusals(verdict)).toEqual(['type-unknown']);
  });

  test('UTF-16 text, whose mark looks like a frame, is text', async () => {
    const text = Buffer.from('\ufeffA letter in UTF-16.\n'.repeat(30), 'utf16le');
    expect(await check(text)).toMatchObject({ verdict: 'accept', detectedType: 'text/plain' });
  });
});
