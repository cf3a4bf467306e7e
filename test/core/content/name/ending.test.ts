import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  blockedEnding,
  blockedExtensions,
  canonicalType,
  runnableEndings,
} from '../../../../lambda/core/content/index.js';
import { harmlessName } from '../../../../text/saved-name.js';
import { defaultTypes } from '../../../../lambda/core/settings/default-types.js';
import { check, refusals } from '../check.js';
import { pngFile } from '../file-bytes.js';

/** The default deployment's. */
const inDeployment = (filename: string) => blockedEnding(filename, { allowedTypes: defaultTypes });

describe('a name is refused by its last ending', () => {
  test.each(
    (
      'js jse vbs vbe wsf wsh ps1 psm1 hta html htm xhtml sh bash command desktop scf lnk url library-ms search-ms ' +
      'settingcontent-ms appref-ms application msi msp msix appx exe scr pif com bat cmd cpl dll jar app dmg pkg iso ' +
      'img vhd vhdx reg inf chm hlp mht mhtml xll xlam iqy slk one wasm php jsp asp aspx docm xlsm pptm svgz webloc ' +
      'terminal scpt mobileconfig deb rpm run appimage py pyw rb pl apk ipa xbap gadget msc diagcab theme website'
    ).split(' '),
  )('.%s', (ending) => {
    expect(inDeployment(`invoice.${ending}`)).toBe(ending);
    expect(inDeployment(`invoice.PDF.${ending.toUpperCase()}`)).toBe(ending);
  });

  test.each([
    ['a blank behind it', 'x.exe ', 'exe'],
    ['dots and blanks behind it', 'x.exe. . ', 'exe'],
    ['blanks that are not ASCII', 'x.exe\u00a0\u3000', 'exe'],
    ['two endings', 'a.png.exe', 'exe'],
    ['nothing before it', '.exe', 'exe'],
    ['letters of full width', 'x.ｅｘｅ', 'exe'],
    ['a dot of full width', 'x．exe', 'exe'],
    ['another dot', 'x․exe', 'exe'],
    ['mathematical letters', 'x.𝐞𝐱𝐞', 'exe'],
    ['the Kelvin sign', 'x.\u212ash', 'ksh'],
    ['a ligature', 'x.\ufb01sh', 'fish'],
    ['text that is reversed', 'x\u202egnp.exe', 'exe'],
    ['an isolate in it', 'x.e\u2066xe\u2069', 'exe'],
    ['an Arabic letter mark', 'x.exe\u061c', 'exe'],
    ['characters of no width', 'x.e\u200bx\u200de\ufeff', 'exe'],
    ['a soft hyphen', 'x.ex\u00ade', 'exe'],
    ['a variation selector', 'x.exe\ufe0f', 'exe'],
    ['tag characters', 'x.exe\u{e0067}', 'exe'],
    ['a stream of NTFS', 'x.exe:foo', 'exe'],
    ['the main stream of NTFS', 'x.exe::$DATA', 'exe'],
    ['a stream that is a program', 'x.png:y.exe', 'exe'],
    ['a colon of full width', 'x.exe：foo', 'exe'],
    ['NUL behind it', 'x.exe\0.png', 'exe'],
    ['NUL, and a path', 'x.exe\0/y.png', 'exe'],
    ['a control that readers see as `_`', 'x.ex\n', 'ex_'],
    ['a line break in it', 'x.e\nxe', 'exe'],
    ['a line separator behind it', 'x.exe\u2028', 'exe'],
    ['a folder before it', 'a.png/x.exe', 'exe'],
    ['a folder of Windows', 'C:\\x.exe', 'exe'],
    ['a separator behind it', 'x.exe/', 'exe'],
    [
      'a class of Windows',
      'x.{20D04FE0-3AEA-1069-A2D8-08002B30309D}',
      '{20d04fe0-3aea-1069-a2d8-08002b30309d}',
    ],
  ])('%s', (_what, filename, ending) => {
    expect(inDeployment(filename)).toBe(ending);
  });

  test.each([
    // Windows and macOS open it by the last extension; if they hide that, an image looks like a program.
    'a.exe.png',
    'run.command.txt',
    'index.html.zip',
    'backup.sh.gz',
    'libc.so.6',
    'main.ts',
    'settings.ini',
    '.bashrc',
    'exe',
    'Letter to Dr. Com',
    'Meeting 12:30.png',
    'AC/DC.mp3',
    'Version 1.2: notes.txt',
    'Smith & Co. ',
    'x.exe_.png',
    'résumé.pdf',
    '報告書.docx',
    'تقرير.pdf',
    '👩‍💻.png',
    '...',
    '',
  ])('%j is accepted', (filename) => {
    expect(inDeployment(filename)).toBeUndefined();
  });
});

describe('an ending is exempt', () => {
  test.each([
    ['x.html', 'text/html'],
    ['x.xhtml', 'application/xhtml+xml'],
    ['x.js', 'application/javascript'],
    ['x.exe', 'application/vnd.microsoft.portable-executable'],
    ['x.sh', 'application/x-sh'],
    ['x.docm', 'application/vnd.ms-word.document.macroEnabled.12'],
    ['x.iso', 'application/x-iso9660-image'],
  ])('%s, where %s is accepted by name', (filename, type) => {
    expect(blockedEnding(filename, { allowedTypes: [...defaultTypes, type] })).toBeUndefined();
    const others = runnableEndings
      .map(({ types = [] }) => types.map(canonicalType))
      .filter((types) => !types.includes(canonicalType(type)))
      .flat();
    expect(blockedEnding(filename, { allowedTypes: [...defaultTypes, ...others] })).toBeDefined();
  });

  test.each(['x.desktop', 'x.scf', 'x.library-ms', 'x.svgz', 'x.hlp'])(
    '%s never: no type means it',
    (filename) => {
      const allowedTypes = runnableEndings.flatMap(({ types = [] }) => types);
      expect(blockedEnding(filename, { allowedTypes })).toBeDefined();
    },
  );

  test('and not because its bytes are of a type that is accepted', async () => {
    for (const filename of ['evil.exe', 'evil.png.js ', 'evil.ｓｃｒ']) {
      const options = { filename, declaredType: 'image/png', allowedTypes: defaultTypes };
      expect(refusals(await check(pngFile(), options))).toEqual(['extension-blocked']);
    }
  });
});

describe('the list', () => {
  test('names each ending once, as a name is compared with it', () => {
    expect([...new Set(blockedExtensions)]).toEqual(blockedExtensions);
    for (const ending of blockedExtensions) expect(blockedEnding(`x.${ending}`)).toBe(ending);
  });

  test('has no ending of a type that is accepted by default', () => {
    const known = JSON.parse(
      readFileSync(createRequire(import.meta.url).resolve('mime-db/db.json'), 'utf8'),
    ) as Record<string, { extensions?: string[] }>;
    const accepted = new Set(defaultTypes.map(canonicalType));
    const endings = Object.entries(known)
      .filter(([type]) => accepted.has(canonicalType(type)))
      .flatMap(([, { extensions = [] }]) => extensions);
    expect(endings.length).toBeGreaterThan(80);
    // An extension of image/svg+xml too, but compressed: it is not inspected, so its type is refused as well.
    expect(endings.filter((ending) => inDeployment(`Quarterly report.${ending}`))).toEqual(['svgz']);
  });
});

test('a name that is accepted is harmless as readers get it', () => {
  const part = fc.constantFrom(
    ...[
      'x',
      '.',
      '.exe',
      '.js',
      '.png',
      'e',
      'xe',
      ' ',
      ':',
      '/',
      '\\',
      '\0',
      '\n',
      '\u202e',
      '\u200b',
      '．',
      'ｅ',
    ],
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
      const filename = parts.join('');
      fc.pre(inDeployment(filename) === undefined);
      const shown = harmlessName(filename);
      expect(inDeployment(shown)).toBeUndefined();
      // As Windows and macOS interpret it.
      expect(shown.replace(/[. ]+$/, '')).not.toMatch(/\.(exe|js)$/i);
    }),
    { numRuns: 5_000 },
  );
});
