import { describe, expect, test } from '@jest/globals';
import { fixture } from '../../../../fixtures/clean-files.js';
import { noise } from '../../../../fixtures/filler.js';
import { check, refusals, warnings } from '../../check.js';
import { bytesOf, smallZip, zipFile } from '../../file-bytes.js';

describe('what runs in data', () => {
  test('an array of pickled Python objects is refused', async () => {
    const text = "{'descr': '|O', 'fortran_order': False, 'shape': (1,), }".padEnd(117) + '\n';
    const bytes = Buffer.concat([bytesOf('\x93NUMPY\x01\0\x76\0'), bytesOf(text), noise(50)]);
    expect(refusals(await check(bytes, { declaredType: 'application/x-npy' }))).toEqual([
      'executable-content',
    ]);
  });

  test('PostScript that runs a command is refused', async () => {
    const bytes = bytesOf('%!PS-Adobe-3.0\n%%EndComments\n(%pipe%id) (w) file\nshowpage\n%%EOF\n');
    const verdict = await check(bytes, { declaredType: 'application/postscript' });
    expect(refusals(verdict)).toEqual(['structure-broken']);
  });

  test('film with commands for the player is noted', async () => {
    const film = fixture('audio/tone.wma');
    const command = Buffer.concat([Buffer.from('301afb1e620bd011a39b00a0c90348f6', 'hex'), Buffer.alloc(8)]);
    command.writeUInt32LE(24, 16);
    const length = film.readUInt32LE(16);
    const bytes = Buffer.concat([film.subarray(0, length), command, film.subarray(length)]);
    bytes.writeUInt32LE(length + 24, 16);
    bytes.writeUInt32LE(film.readUInt32LE(24) + 1, 24);
    const verdict = await check(bytes, { declaredType: 'audio/x-ms-wma' });
    expect(warnings(verdict)).toEqual(['structure-odd']);
  });

  test('a drawing with a project of Visual Basic is refused', async () => {
    const bytes = Buffer.from(fixture('model/release-2004.dwg'));
    bytes.writeUInt32LE(0x4000, 0x24);
    expect(refusals(await check(bytes, { declaredType: 'image/vnd.dwg' }))).toEqual(['active-content']);
  });

  test('a database that ends as an archive is refused', async () => {
    const bytes = Buffer.concat([fixture('dataset/people.sqlite').subarray(0, -smallZip.length), smallZip]);
    const verdict = await check(bytes, { declaredType: 'application/vnd.sqlite3' });
    expect(refusals(verdict)).toEqual(['guest-inside']);
  });
});

describe('files that are cut behind a unit are accepted, with a warning', () => {
  test.each([
    ['dataset/people.sqlite', 'application/vnd.sqlite3', 5000],
    ['dataset/packets.pcap', 'application/vnd.tcpdump.pcap', 900],
    ['dataset/packets.pcapng', 'application/x-pcapng', 900],
    ['dataset/numbers.npy', 'application/x-npy', 300],
    ['model/ball.glb', 'model/gltf-binary', 1500],
    ['model/points.las', 'application/vnd.las', 1000],
    ['audio/song.mid', 'audio/midi', 120],
    ['audio/tone.amr', 'audio/amr', 300],
    ['video/black.flv', 'video/x-flv', 3000],
    ['video/black.m2t', 'video/mp2t', 3000],
    ['camera/fujifilm.raf', 'image/x-fuji-raf', 20_000],
    ['image/plain.exr', 'image/x-exr', 20_000],
  ])('%s', async (file, declaredType, length) => {
    const verdict = await check(fixture(file).subarray(0, length), { declaredType });
    expect(verdict).toMatchObject({ verdict: 'accept', detectedType: declaredType });
    expect(warnings(verdict)).toContain('truncated');
  });

  test.each([
    ['dataset/rows.parquet', 'application/vnd.apache.parquet', 2000],
    ['model/ball.stl', 'model/stl', 2000],
    ['image/noise.jxl', 'image/jxl', 2000],
  ])('%s, which nothing of can be proved without its end, is refused', async (file, declaredType, length) => {
    const verdict = await check(fixture(file).subarray(0, length), { declaredType });
    expect(verdict.verdict).toBe('reject');
  });
});

describe('packages that are archives by another name', () => {
  const kml = { name: 'doc.kml', content: bytesOf('<kml/>') };
  const nested = { name: 'more.zip', content: smallZip };

  test('an archive in one is noted', async () => {
    const verdict = await check(zipFile([kml, nested]), { declaredType: 'application/vnd.google-earth.kmz' });
    expect(warnings(verdict)).toEqual(['archive-nested']);
  });

  test('a program with a map in it is a program', async () => {
    const bytes = zipFile([kml, { name: 'META-INF/MANIFEST.MF', content: bytesOf('Main-Class: A') }]);
    const verdict = await check(bytes, { declaredType: 'application/vnd.google-earth.kmz' });
    expect(verdict.detectedType).toBe('application/java-archive');
    expect(refusals(verdict)).toContain('executable-content');
  });
});

describe('kin of formats', () => {
  test('a raw photo may be called the TIFF that it is', async () => {
    const verdict = await check(fixture('camera/phone.dng'), { declaredType: 'image/tiff' });
    expect(verdict).toMatchObject({ verdict: 'accept', detectedType: 'image/x-adobe-dng', findings: [] });
  });

  test('a drawing of Illustrator is stored as the PDF that it is, where only PDF is accepted', async () => {
    const options = {
      declaredType: 'application/postscript',
      filename: 'a.ai',
      allowedTypes: ['application/pdf'],
    };
    expect(await check(fixture('document/drawing.ai'), options)).toMatchObject({
      verdict: 'accept',
      detectedType: 'application/pdf',
    });
  });

  test('TypeScript and a transport stream share an ending, and each is verified as what it is', async () => {
    const allowedTypes = ['video/mp2t', 'text/typescript'];
    for (const declaredType of ['video/mp2t', 'application/octet-stream'])
      for (const [bytes, detectedType] of [
        [fixture('video/black.m2t'), 'video/mp2t'],
        [bytesOf('const a: number = 1;\n'), 'text/typescript'],
      ] as const)
        expect(await check(bytes, { declaredType, filename: 'a.ts', allowedTypes })).toMatchObject({
          verdict: 'accept',
          detectedType,
        });
  });
});
