import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, win32 } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { diskName, harmlessName } from '../../text/saved-name.js';
import { acts, randomText } from './acting-characters.js';

test.each([
  ['résumé "final".pdf', 'résumé "final".pdf'],
  ['../../etc/passwd', '.._.._etc_passwd'],
  ['a\\b\r\nc', 'a_b__c'],
  ['invoice\u202egnp.exe', 'invoicegnp.exe'],
  ['pay\u200bpal\u{e0041}.pdf', 'paypal.pdf'],
  ['half\ud800.txt', 'half_.txt'],
  ['می\u200cخواهم 👩\u200d🚀.txt', 'می\u200cخواهم 👩\u200d🚀.txt'],
  ['\u202e', '_'],
])('%j is offered as %j', (filename, name) => {
  expect(harmlessName(filename)).toBe(name);
});

describe('on a disk', () => {
  test.each([
    ['photo.png', 'photo.png'],
    ['../../evil.png', '__.._evil.png'],
    ['a:b*c?"<d>|.txt', 'a_b_c___d__.txt'],
    ['file.txt:hidden.exe', 'file.txt_hidden.exe'],
    ['CON', '_CON'],
    ['nul.txt', '_nul.txt'],
    ['Com\u00b9.log', '_Com\u00b9.log'],
    ['aux .c', '_aux .c'],
    ['lpt1.tar.gz', '_lpt1.tar.gz'],
    ['conference.txt', 'conference.txt'],
    ['com10', 'com10'],
    ['evil.exe.', 'evil.exe'],
    ['evil.exe . .', 'evil.exe'],
    [' spaced.txt ', 'spaced.txt'],
    ['nul .', '_nul'],
    ['.bashrc', '_bashrc'],
    ['-rf', '_rf'],
    ['...', '_'],
    [' ', '_'],
    ['', '_'],
    ['u\u0308ber.txt', 'über.txt'],
    ['photo_\u202egpj.exe', 'photo_gpj.exe'],
  ])('%j is %j', (filename, name) => {
    expect(diskName(filename)).toBe(name);
  });

  test('a name that is too long is cut before its ending, between characters', () => {
    const long = diskName(`${'👩\u200d🚀'.repeat(40)}.jpeg`);
    expect(long).toMatch(/^(👩\u200d🚀)+\.jpeg$/u);
    expect(Buffer.byteLength(long)).toBeLessThanOrEqual(255);
    expect(Buffer.byteLength(long)).toBeGreaterThan(240);
    expect(Buffer.byteLength(diskName(`a.${'b'.repeat(300)}`))).toBe(255);
    expect(diskName('x'.repeat(255))).toBe('x'.repeat(255));
  });

  test('names of all planes: a disk stores each unchanged, and neither Windows nor a terminal interprets it', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'waybill-names-'));
    try {
      const names = Array.from({ length: 300 }, (_, seed) =>
        diskName(randomText(seed + 1).repeat(1 + (seed % 5))),
      );
      for (const name of names) {
        await writeFile(join(folder, name), '');
        expect(win32.basename(name)).toBe(name);
        expect(basename(name)).toBe(name);
        expect(name).not.toMatch(/[<>:"/\\|?*]|^[.\-\s]|[.\s]$/u);
        const left = [...name].filter((character) => acts(character.codePointAt(0) ?? 0));
        // Only the exceptions for emoji and scripts.
        expect(
          left.filter(
            (character) =>
              // eslint-disable-next-line no-misleading-character-class -- each is meant for itself
              !/[\u200c\u200d\ufe0e\ufe0f\u{e0030}-\u{e007f}\u{e0100}-\u{e01ef}\u180b-\u180f]/u.test(
                character,
              ),
          ),
        ).toEqual([]);
      }
      expect(new Set(await readdir(folder))).toEqual(new Set(names));
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
