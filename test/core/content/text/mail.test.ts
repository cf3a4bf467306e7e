import { describe, expect, test } from '@jest/globals';
import { bytesReader, checkContent } from '../../../../lambda/core/content/index.js';
import { fixture } from '../../../fixtures/clean-files.js';
import { check, refusals, warnings } from '../check.js';
import { bytesOf } from '../file-bytes.js';
import { defaultDeployment } from '../default-deployment.js';

const header = 'From: Ann <ann@example.com>\nDate: Mon, 30 Nov 2026 10:00:00 +0000\nSubject: Minutes\n';
const attached = (disposition: string): Buffer =>
  bytesOf(
    `${header}MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: application/octet-stream\nContent-Disposition: ${disposition}\n\nAAAA\n--b--\n`,
  );

describe('mail', () => {
  test('a message is known by its author and its date', async () => {
    const verdict = await check(bytesOf(`${header}\nThe minutes.\n`), { declaredType: 'message/rfc822' });
    expect(verdict).toMatchObject({ verdict: 'accept', detectedType: 'message/rfc822', findings: [] });
  });

  test.each([
    ['prose with a colon', 'From: the beginning\nit was said that\n'],
    ['a header without a date', 'From: Ann <ann@example.com>\nSubject: Minutes\n\nThe minutes.\n'],
    ['a date that is none', 'From: Ann <ann@example.com>\nDate: soon\n\nThe minutes.\n'],
  ])('%s is text', async (_name, text) => {
    expect(await check(bytesOf(text), { declaredType: 'text/plain' })).toMatchObject({
      detectedType: 'text/plain',
      verdict: 'accept',
    });
    const declaredType = 'message/rfc822';
    const onlyMail = await check(bytesOf(text), { declaredType, allowedTypes: [declaredType] });
    expect(refusals(onlyMail)).toEqual(['type-not-allowed']);
  });

  test('is plain text where it is called so, and where mail is not accepted', async () => {
    const bytes = fixture('text/note.eml');
    const { allowedTypes } = defaultDeployment;
    for (const options of [
      { declaredType: 'text/plain' },
      { allowedTypes },
      { declaredType: 'message/rfc822', filename: 'a.eml', allowedTypes },
    ])
      expect(await checkContent(bytesReader(bytes), options)).toMatchObject({
        verdict: 'accept',
        detectedType: 'text/plain',
      });
  });

  test.each([
    ['an attachment is noted by its ending', 'attachment; filename="the minutes.pdf"', '.pdf'],
    ['one without an ending', 'attachment; filename=minutes', 'a file'],
  ])('%s', async (_name, disposition, seen) => {
    const { findings, verdict } = await check(attached(disposition), { declaredType: 'message/rfc822' });
    expect(verdict).toBe('accept');
    expect(findings).toMatchObject([{ code: 'mail-attachment', severity: 'warn' }]);
    expect(findings[0]?.message).toContain(`(${seen})`);
    expect(findings[0]?.message).not.toContain('minutes');
  });

  test.each([
    'attachment; filename="a.pdf.exe"',
    "attachment;\n filename*=utf-8''a.js",
    'inline; FileName=run.scr',
  ])('an attachment that would run is refused: %s', async (disposition) => {
    const verdict = await check(attached(disposition), { declaredType: 'message/rfc822' });
    expect(refusals(verdict)).toEqual(['extension-blocked']);
    expect(warnings(verdict)).toEqual([]);
  });
});
