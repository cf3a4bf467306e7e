import { afterEach, describe, expect, test } from '@jest/globals';
import type { Reason, StoredFile } from '../../../client/index.js';
import { adviceOn } from '../../../lambda/core/validation/advice.js';
import { propertyCodes } from '../../../lambda/core/validation/stored-properties.js';
import { findingSentences } from '../../../lambda/core/content/evidence/finding.js';
import { refusalOf } from '../../../web/failure/refusal.js';
import { speak } from '../../../web/words/words.js';

/** As the API returns it. */
const refused = (reasons: readonly Omit<Reason, 'advice'>[], more: Partial<StoredFile> = {}) =>
  ({
    status: 'rejected',
    contentType: 'image/png',
    detectedType: 'image/png',
    sizeBytes: 10_000,
    reasons: reasons.map((reason) => ({ ...reason, advice: adviceOn(reason) })),
    ...more,
  }) as StoredFile;

describe('a refusal', () => {
  test('of a disguised program has both the detected and the claimed type, and once', () => {
    const reasons = [
      { code: 'type-mismatch', message: 'declared image/png, found application/x-elf', offset: 0 },
      { code: 'executable-content', message: 'the file is a program', offset: 0 },
      { code: 'type-not-allowed', message: 'files of type application/x-elf are not accepted', offset: 0 },
    ];
    expect(refusalOf(refused(reasons, { detectedType: 'application/x-elf' }))).toEqual({
      title: 'This is a Linux program (ELF), not a PNG image',
      findings: [
        {
          what: 'Declared image/png, found application/x-elf. The file is a program.',
          where: 'At the very start of the file',
        },
      ],
      advice: expect.stringContaining('do not open it'),
    });
  });

  test('has the offset of a finding', () => {
    const { title, findings } = refusalOf(
      refused([
        { code: 'guest-trailing', message: 'ZIP archive after the end of the file proper', offset: 8192 },
      ]),
    );
    expect(title).toBe('There is a second file hidden after the end');
    expect(findings[0]?.where).toBe('At byte 8,192 of 10,000');
  });

  test('for a reason that has no place names none', () => {
    const [finding] = refusalOf(refused([{ code: 'size-mismatch', message: 'declared 1 bytes' }])).findings;
    expect(finding).toEqual({ what: 'Declared 1 bytes.', where: undefined });
  });

  test('of a held file explains the wait, and the alternatives', () => {
    const reasons = [{ code: 'guest-trailing', message: 'ZIP archive stands after the end', offset: 8192 }];
    const { title, findings, advice } = refusalOf(refused(reasons, { status: 'held' }));
    expect(title).toBe('There is a second file hidden after the end');
    expect(findings).toEqual([
      { what: 'ZIP archive stands after the end.', where: 'At byte 8,192 of 10,000' },
    ]);
    expect(advice).toMatch(/^Nobody can read it until an administrator has looked at it\..*export it again/);
  });

  test.each([...Object.keys(findingSentences), ...propertyCodes, 'a-code-of-a-newer-service'])(
    '%s has a title and advice',
    (code) => {
      const { title, advice } = refusalOf(refused([{ code, message: 'something' }]));
      expect(title).toMatch(/^[A-Z]/);
      expect(advice).toMatch(/^[A-Z].*\.$/);
    },
  );
});

describe('in German, a refusal', () => {
  afterEach(() => speak('en', []));

  test.each([
    ...Object.keys(findingSentences),
    ...propertyCodes,
    'size-mismatch',
    'malware-found',
    'a-code-of-a-newer-service',
  ])('for %s has a German title and German advice', async (code) => {
    const english = refusalOf(refused([{ code, message: 'something' }]));
    await speak('de', ['de']);
    const german = refusalOf(refused([{ code, message: 'something' }]));
    expect(german.title).not.toBe(english.title);
    expect(german.advice).not.toBe(english.advice);
  });

  test('of a disguised program has the types', async () => {
    await speak('de', ['de']);
    const reasons = [{ code: 'executable-content', message: 'a program', offset: 8192 }];
    const { title, findings } = refusalOf(refused(reasons, { detectedType: 'application/x-elf' }));
    expect(title).toBe('Das ist ein Linux-Programm (ELF), kein PNG-Bild');
    expect(findings[0]?.where).toBe('Bei Byte 8.192 von 10.000');
  });
});
