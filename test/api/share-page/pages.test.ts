import { describe, expect, test } from '@jest/globals';
import { sharePages } from '../../../lambda/api/share-page/pages.js';
import { Problem } from '../../../lambda/core/problem.js';

const pages = sharePages('https://bucket.s3.eu-west-1.amazonaws.com');
const file = {
  filename: 'report.pdf',
  sizeBytes: 10_400_000,
  contentType: 'application/pdf',
  expiresAt: '2026-11-23T12:00:00.000Z',
  passwordRequired: false,
};
const text = (html: string) =>
  html
    .replace(/<style>[\s\S]*?<\/style>|<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

describe('the page of a link', () => {
  test.each([
    ['en', 'A file was shared with you report.pdf Type PDF Size 10.4 MB Available until 23 November 2026'],
    [
      'de',
      'Für Sie wurde eine Datei freigegeben report.pdf Art PDF Größe 10,4 MB Verfügbar bis 23. November 2026',
    ],
  ])('describes the file in %s', (language, expected) => {
    const { html } = pages.shared(file, language);
    expect(html).toContain(`<html lang="${language}">`);
    expect(text(html).replaceAll('\u00a0', ' ')).toContain(expected);
    expect(html).toContain('<time datetime="2026-11-23T12:00:00.000Z">');
  });

  test('allows only the API and S3 as targets of its form', () => {
    expect(pages.shared(file, 'en').headers['Content-Security-Policy']).toContain(
      "form-action 'self' https://bucket.s3.eu-west-1.amazonaws.com;",
    );
  });

  test.each([
    '<script>alert(1)</script>.pdf',
    '"><img src=x onerror=alert(1)>.pdf',
    "a' onfocus='alert(1).pdf",
    '</title></style><b>x</b>.pdf',
    '&lt;b&gt;.pdf',
  ])('shows %j as a plain name', (filename) => {
    const { html } = pages.shared({ ...file, filename }, 'en');
    expect(html).not.toMatch(/<(script|img|b)\b|<\/style>[\s\S]*<\/style>/);
    const [, shown = ''] = /<bdi>([\s\S]*?)<\/bdi>/.exec(html) ?? [];
    const plain = shown
      .replace(/&lt;/g, '<')
      .replace(/&gt;/g, '>')
      .replace(/&quot;/g, '"')
      .replace(/&#39;/g, "'")
      .replace(/&amp;/g, '&');
    expect(plain).toBe(filename);
  });

  test.each([
    ['application/pdf', 'PDF', true],
    ['image/png', 'Image (PNG)', true],
    ['image/svg+xml', 'Image (SVG)', false],
    ['text/plain', 'Text', false],
    ['application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'Word', false],
    ['application/octet-stream', 'File', false],
    ['image/x-icon', 'Image (ICON)', true],
    ['image/vnd.x-icon+a+b', 'Image (X-ICON)', true],
    ['video/ax-b', 'Video (AX-B)', true],
    ['other/x', 'File', false],
    ['toString/x', 'File', false],
  ])('calls %s %s; offers to open it: %s', (contentType, kind, opens) => {
    const { html } = pages.shared({ ...file, contentType }, 'en');
    expect(text(html)).toContain(`Type ${kind} Size`);
    expect(html.includes('value="inline"')).toBe(opens);
  });

  test.each([
    [0, '0 bytes'],
    [1, '1 byte'],
    [999, '999 bytes'],
    [1000, '1 kB'],
    [5_000_000_000_000, '5 TB'],
    [5_000_000_000_000_000, '5,000 TB'],
  ])('shows %i bytes as %s', (sizeBytes, shown) => {
    expect(text(pages.shared({ ...file, sizeBytes }, 'en').html)).toContain(`Size ${shown} Available`);
  });

  test('hides the name before the password, and has a labelled field for it', () => {
    const { html } = pages.shared({ ...file, filename: null, passwordRequired: true }, 'en');
    expect(html).toContain('<label for="password">');
    expect(html).toMatch(/<input id="password" name="password" type="password"[^>]* required/);
    expect(html).toContain('<title>Protected file</title>');
  });
});

describe('the page of a refusal', () => {
  test.each([
    ['share-not-found', 'This link does not open a file', false],
    ['share-password-required', 'This link needs a password', true],
    ['share-password-wrong', 'The password is wrong', true],
    ['too-many-guesses', 'Wait 7 seconds', true],
    ['internal-error', 'That did not work', false],
  ] as const)('%s shows "%s"; may be retried: %s', (code, words, again) => {
    const { html } = pages.refused(new Problem(code, 'detail', [], 7), 'en');
    expect(text(html)).toContain(words);
    expect(html.includes('type="password"')).toBe(again);
    for (const language of ['en', 'de']) {
      expect(pages.refused(new Problem(code, 'detail'), language).html).toContain(
        `<html lang="${language}">`,
      );
    }
  });

  test.each(['share-password-wrong', 'share-password-required', 'too-many-guesses'] as const)(
    '%s still shows the facts of the file, without a name that the password hides',
    (code) => {
      const hidden = { ...file, filename: null, passwordRequired: true };
      const { html } = pages.refused(new Problem(code, 'detail', [], 7), 'en', hidden);
      expect(text(html)).toContain('Protected file Type PDF Size 10.4 MB Available until 23 November 2026');
      expect(html).not.toContain(file.filename);
      // One heading of the page, and the file below it.
      expect(html.match(/<h[12]/g)).toEqual(['<h1', '<h2']);
    },
  );

  test('that a retry cannot fix shows nothing of the file', () => {
    const { html } = pages.refused(new Problem('share-not-found', 'detail'), 'en', file);
    expect(html).not.toContain(file.filename);
    expect(text(html)).not.toContain('10.4 MB');
  });
});
