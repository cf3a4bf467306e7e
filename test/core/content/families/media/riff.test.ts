import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import sharp from 'sharp';
import { check, refusals, warnings } from '../../check.js';
import { bytesOf, elfStart, smallZip } from '../../file-bytes.js';
import { noise } from '../../../../fixtures/filler.js';
import { guestsBehind } from '../../guest-cases.js';

const open = 0xffffffff;
const u32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
};
const u64 = (value: number): Buffer => Buffer.concat([u32(value), u32(0)]);

/** A name, a length, content, and a byte to make it even. */
const chunk = (name: string, content: Buffer, { length = content.length, isPadded = true } = {}): Buffer =>
  Buffer.concat([
    bytesOf(name),
    u32(length),
    content,
    Buffer.alloc(isPadded && content.length % 2 === 1 ? 1 : 0),
  ]);
const list = (kind: string, ...parts: Buffer[]): Buffer =>
  chunk('LIST', Buffer.concat([bytesOf(kind), ...parts]));
const riff = (form: string, chunks: Buffer[], { mark = 'RIFF', stated = -1 } = {}): Buffer => {
  const content = Buffer.concat([bytesOf(form), ...chunks]);
  return Buffer.concat([bytesOf(mark), u32(stated < 0 ? content.length : stated), content]);
};

const fmt = chunk('fmt ', Buffer.from([1, 0, 2, 0, 0x44, 0xac, 0, 0, 0x10, 0xb1, 2, 0, 4, 0, 16, 0]));
const sound = noise(90_000, 3);
const longSound = (riffBytes: number, dataBytes: number): Buffer[] => [
  chunk('ds64', Buffer.concat([u64(riffBytes), u64(dataBytes), u64(22_500), u32(0)])),
  fmt,
  chunk('data', sound, { length: open }),
];
const frames = (...lengths: number[]): Buffer[] => lengths.map((n, i) => chunk('00dc', noise(n, i)));
const avi = riff('AVI ', [
  list('hdrl', noise(300)),
  list('movi', ...frames(40_000, 40_001)),
  chunk('idx1', noise(64)),
]);

const picture = await sharp(noise(400 * 300 * 3), { raw: { width: 400, height: 300, channels: 3 } })
  .webp({ quality: 95 })
  .toBuffer();
const hosts: [string, Buffer, string][] = [
  ['WAV', riff('WAVE', [fmt, chunk('data', sound)]), 'audio/wav'],
  [
    'WAV of odd length with tags behind the sound',
    riff('WAVE', [fmt, chunk('data', noise(90_001)), list('INFO', chunk('INAM', bytesOf('Song\0')))]),
    'audio/wav',
  ],
  [
    'WAV whose odd chunk is not padded',
    riff('WAVE', [fmt, chunk('bext', noise(77), { isPadded: false }), chunk('data', sound)]),
    'audio/wav',
  ],
  ['big-endian WAV', riffOfBigEndian(), 'audio/wav'],
  ['RF64', riff('WAVE', longSound(90_072, 90_000), { mark: 'RF64', stated: open }), 'audio/wav'],
  ['BW64', riff('WAVE', longSound(90_072, 90_000), { mark: 'BW64', stated: open }), 'audio/wav'],
  ['WAV whose header forgot its size', riff('WAVE', [fmt, chunk('data', sound)], { stated: 0 }), 'audio/wav'],
  ['AVI', avi, 'video/x-msvideo'],
  [
    'AVI of several segments',
    Buffer.concat([
      avi,
      riff('AVIX', [list('movi', ...frames(40_000))]),
      riff('AVIX', [list('movi', ...frames(30_001)), chunk('idx1', noise(32))]),
    ]),
    'video/x-msvideo',
  ],
  ['AVI of ffmpeg', readFileSync('test/fixtures/content/video/film.avi'), 'video/x-msvideo'],
  ['WAV of ffmpeg', readFileSync('test/fixtures/content/audio/tagged.wav'), 'audio/wav'],
  ['WebP', picture, 'image/webp'],
];

/** Streams of recorders that could not go back to fill in the sizes. */
const streams: [string, Buffer][] = [
  ['by ffmpeg', riff('WAVE', [fmt, chunk('data', sound, { length: open })], { stated: open })],
  ['by SoX', riff('WAVE', [fmt, chunk('data', sound, { length: 0x7ffff000 })], { stated: 0x7ffff024 })],
  ['with sizes of 0', riff('WAVE', [fmt, chunk('data', sound, { length: 0 })], { stated: 0 })],
  ['with the sizes of no sound', riff('WAVE', [fmt, chunk('data', sound, { length: 0 })], { stated: 36 })],
  ['as RF64', riff('WAVE', longSound(0, 0), { mark: 'RF64', stated: open })],
  ['as AVI', riff('AVI ', [list('hdrl', noise(300)), movi(0)], { stated: 0 })],
];

function movi(length: number): Buffer {
  return chunk('LIST', Buffer.concat([bytesOf('movi'), ...frames(40_000, 40_001)]), { length });
}

function riffOfBigEndian(): Buffer {
  const bytes = riff('WAVE', [fmt, chunk('data', sound)], { mark: 'RIFX' });
  for (const at of [4, 16, 40]) bytes.subarray(at, at + 4).reverse();
  return bytes;
}

/** The same file, whose header claims all of `bytes`. */
function claimAll(bytes: Buffer): Buffer {
  const out = Buffer.from(bytes);
  out.writeUInt32LE(out.length - 8, 4);
  return out;
}

describe.each(hosts)('%s', (_name, file, type) => {
  test('is accepted', async () => {
    const verdict = await check(file, { declaredType: type });
    expect(verdict).toMatchObject({ verdict: 'accept', detectedType: type, findings: [] });
    expect(verdict.ranges).toBeLessThanOrEqual(5);
    expect(verdict.bytesRead).toBeLessThan(80_000);
  });

  test.each(guestsBehind(file))('%s is refused', async (_guest, bytes) => {
    expect(refusals(await check(bytes))).not.toEqual([]);
  });

  test('padding behind it is noted', async () => {
    expect(warnings(await check(Buffer.concat([file, Buffer.alloc(50)])))).toEqual(['trailing-padding']);
  });

  test('is noted when it is cut', async () => {
    expect(warnings(await check(file.subarray(0, -800)))).toContain('truncated');
  });
});

describe.each(streams)('A recording streamed %s', (_name, file) => {
  test('is accepted', async () => {
    expect(await check(file)).toMatchObject({ verdict: 'accept', findings: [] });
  });

  test.each(guestsBehind(file))('%s is refused', async (_guest, bytes) => {
    expect(refusals(await check(bytes))).not.toEqual([]);
  });

  test('may end in silence', async () => {
    expect(await check(Buffer.concat([file, Buffer.alloc(400_000)]))).toMatchObject({ verdict: 'accept' });
  });

  test.each([600_000, 2_000_000, 30_000_000])(
    'is refused with a program before %d bytes of silence',
    async (silence) => {
      const bytes = Buffer.concat([file, elfStart, Buffer.alloc(silence)]);
      expect(refusals(await check(bytes))).toEqual(['guest-inside']);
    },
  );

  test('may end in silence, however long', async () => {
    const verdict = await check(Buffer.concat([file, Buffer.alloc(30_000_000)]));
    expect(verdict).toMatchObject({ verdict: 'accept' });
    expect(verdict.ranges).toBeLessThanOrEqual(24);
  });
});

describe('RIFF', () => {
  const wav = riff('WAVE', [fmt, chunk('data', sound)]);

  test.each([...guestsBehind(wav), ...guestsBehind(avi), ...guestsBehind(picture)])(
    '%s, taken in by the size in the header, is no chunk',
    async (_guest, bytes) => {
      expect(refusals(await check(claimAll(bytes)))).not.toEqual([]);
    },
  );

  test('an archive in a chunk of its own is refused', async () => {
    const hidden = chunk('note', Buffer.concat([noise(9_000), smallZip, Buffer.alloc(100_000)]));
    expect(refusals(await check(riff('WAVE', [fmt, chunk('data', sound), hidden])))).toEqual([
      'guest-inside',
    ]);
  });

  test('a further segment of AVI that claims what is no chunk', async () => {
    const segment = riff('AVIX', [list('movi', ...frames(500)), smallZip, Buffer.alloc(100_000)]);
    expect(refusals(await check(Buffer.concat([avi, segment])))).toEqual(['guest-trailing']);
  });

  test('a length of samples that counts the header in is let pass', async () => {
    const bytes = riff('WAVE', [fmt, chunk('data', sound, { length: sound.length + 44 })]);
    expect(await check(bytes)).toMatchObject({ verdict: 'accept', findings: [] });
  });

  test('RF64 is noted when it lacks chunks that its long size counts', async () => {
    const bytes = riff('WAVE', longSound(99_000, 90_000), { mark: 'RF64', stated: open });
    expect(warnings(await check(bytes))).toEqual(['truncated']);
  });

  test('thousands of chunks end the walk, not the check', async () => {
    const many = Array.from({ length: 5_000 }, () =>
      chunk('ANMF', Buffer.concat([Buffer.alloc(16), bytesOf('VP8L'), noise(20)])),
    );
    const bytes = riff('WEBP', [chunk('VP8X', Buffer.alloc(10)), ...many]);
    expect(await check(bytes)).toMatchObject({ verdict: 'accept' });
    expect(refusals(await check(claimAll(Buffer.concat([bytes, smallZip, Buffer.alloc(100_000)]))))).toEqual([
      'guest-inside',
    ]);
  });
});
