import { describe, expect, test } from '@jest/globals';
import { check, refusals, warnings } from '../../check.js';
import { bytesOf, smallZip } from '../../file-bytes.js';
import { noise } from '../../../../fixtures/filler.js';
import { guestsBehind } from '../../guest-cases.js';

/** An element: ID, size in eight bytes, content. */
function element(id: string, content: Buffer): Buffer {
  const size = Buffer.alloc(8);
  size.writeBigUInt64BE(BigInt(content.length));
  size[0] = 0x01;
  return Buffer.concat([Buffer.from(id, 'hex'), size, content]);
}
/** The same with the size that says "unknown". */
const open = (id: string, content: Buffer): Buffer =>
  Buffer.concat([Buffer.from(id, 'hex'), Buffer.from([0x01]), Buffer.alloc(7, 0xff), content]);

const blocks = (count: number, bytes = 1_500): Buffer =>
  Buffer.concat(
    Array.from({ length: count }, (_, i) =>
      element('a3', Buffer.concat([Buffer.from([0x81, 0, i, 0x80]), noise(bytes, i)])),
    ),
  );

function mkvFile({
  docType = 'webm',
  codec = 'V_VP9',
  live = false,
  attachment = Buffer.alloc(0) as Buffer,
  blockBytes = 1_500,
  blocksEach = 30,
} = {}): Buffer {
  const header = element('1a45dfa3', element('4282', bytesOf(docType)));
  const track = element(
    '1654ae6b',
    element('ae', Buffer.concat([Buffer.from([0x86, 0x80 | codec.length]), bytesOf(codec)])),
  );
  const parts = [element('1549a966', noise(40)), track, element('1941a469', attachment)];
  const cluster = live ? open : element;
  const clusters = [0, 1, 2].map(() =>
    cluster('1f43b675', Buffer.concat([element('e7', Buffer.from([1])), blocks(blocksEach, blockBytes)])),
  );
  return Buffer.concat([header, (live ? open : element)('18538067', Buffer.concat([...parts, ...clusters]))]);
}

describe.each([
  ['with stated sizes', mkvFile()],
  ['of a live recorder, without sizes', mkvFile({ live: true })],
  ['of a live recorder, with long blocks', mkvFile({ live: true, blockBytes: 70_000 })],
])('WebM %s', (_name, film) => {
  test('is accepted', async () => {
    const verdict = await check(film, { declaredType: 'video/webm' });
    expect(verdict).toMatchObject({ verdict: 'accept', detectedType: 'video/webm', findings: [] });
    expect(verdict.ranges).toBeLessThanOrEqual(4);
  });

  test.each(guestsBehind(film))('%s is refused', async (_guest, bytes) => {
    expect(refusals(await check(bytes))).not.toEqual([]);
  });

  test('is noted when it is cut', async () => {
    expect(warnings(await check(film.subarray(0, -700)))).toEqual(['truncated']);
  });
});

describe('Matroska', () => {
  test.each([
    ['webm', 'V_VP9', 'video/webm', 'video/webm'],
    ['webm', 'A_OPUS', 'audio/webm', 'video/webm'],
    ['matroska', 'V_MPEG4', 'video/x-matroska', 'video/x-matroska'],
    ['matroska', 'A_FLAC', 'audio/x-matroska', 'video/x-matroska'],
    ['webm', 'V_VP9', 'video/x-matroska', 'video/webm'],
  ])('%s with %s may be declared %s', async (docType, codec, declaredType, detectedType) => {
    const verdict = await check(mkvFile({ docType, codec }), { declaredType });
    expect(verdict).toMatchObject({ verdict: 'accept', detectedType });
  });

  test('frames of uncompressed pictures may be longer than what is read of its end', async () => {
    const film = mkvFile({ docType: 'matroska', live: true, blockBytes: 900_000, blocksEach: 2 });
    const verdict = await check(film, { declaredType: 'video/x-matroska' });
    expect(verdict.verdict).toBe('accept');
    expect(warnings(verdict)).toEqual(['structure-odd']);
  });

  test('pictures are not sound', async () => {
    const declaredType = 'audio/webm';
    expect(refusals(await check(mkvFile(), { declaredType, onMismatch: 'reject' }))).toEqual([
      'type-mismatch',
    ]);
    expect(await check(mkvFile(), { declaredType })).toMatchObject({
      verdict: 'accept',
      detectedType: 'video/webm',
      findings: [{ code: 'type-corrected', severity: 'warn' }],
    });
  });

  test('an archive attached is refused', async () => {
    const attachment = Buffer.concat([noise(9_000), smallZip, noise(9_000)]);
    expect(refusals(await check(mkvFile({ attachment })))).toEqual(['guest-inside']);
  });

  test('a header without a segment is refused', async () => {
    const header = mkvFile().subarray(0, 26);
    expect(refusals(await check(Buffer.concat([header, noise(500)])))).toEqual([
      'structure-broken',
      'format-unproven',
    ]);
  });
});
