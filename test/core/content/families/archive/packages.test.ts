import { describe, expect, test } from '@jest/globals';
import { check, refusals } from '../../check.js';
import { bytesOf, zipFile, type ZipMember } from '../../file-bytes.js';

const sheet = 'application/vnd.oasis.opendocument.spreadsheet';
const member = (name: string, text = 'x'): ZipMember => ({ name, content: bytesOf(text) });
const mimetype: ZipMember = { name: 'mimetype', content: bytesOf(sheet), method: 0 };
const manifest = member(
  'META-INF/manifest.xml',
  `<manifest:manifest><manifest:file-entry manifest:media-type="${sheet}" manifest:full-path="/"/></manifest:manifest>`,
);

describe('packages in ZIP', () => {
  test.each([
    ['with its type first', zipFile([mimetype, member('content.xml'), manifest])],
    ['whose manifest alone tells its type', zipFile([member('content.xml'), manifest])],
    [
      'with an empty library of macros',
      zipFile([mimetype, member('Basic/Standard/script-lb.xml'), member('content.xml')]),
    ],
  ])('an OpenDocument spreadsheet %s is accepted', async (_name, bytes) => {
    expect(await check(bytes, { declaredType: sheet })).toMatchObject({
      verdict: 'accept',
      detectedType: sheet,
    });
  });

  test.each([
    ['Basic', 'Basic/Standard/Module1.xml'],
    ['Python', 'Scripts/python/run.py'],
  ])('OpenDocument with macros in %s is refused', async (_name, path) => {
    for (const first of [[mimetype], [manifest]]) {
      const bytes = zipFile([...first, member('content.xml'), member(path)]);
      expect(refusals(await check(bytes, { declaredType: sheet }))).toEqual(['active-content']);
    }
  });

  test.each([
    ['application/vnd.android.package-archive', 'AndroidManifest.xml'],
    ['application/java-archive', 'META-INF/MANIFEST.MF'],
    ['application/x-ios-app', 'Payload/Mail.app/Info.plist'],
  ])('%s is a program', async (type, path) => {
    const verdict = await check(zipFile([member(path), member('classes.bin')]), {
      declaredType: 'application/zip',
    });
    expect(verdict.detectedType).toBe(type);
    expect(refusals(verdict)).toContain('executable-content');
  });
});
