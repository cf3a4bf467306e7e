import { describe, expect, test } from '@jest/globals';
import { drawing, fixture, made, type Fixture } from './fixture.js';
import { person, put } from './person.js';
import { keyIn, untilNothingIsStored } from './stored-versions.js';

const named = (file: Fixture): Fixture => ({
  ...file,
  contentType: 'image/png',
  filename: `${file.filename}.png`,
});

const fakes: readonly [string, Fixture, string][] = [
  ['a program for Linux', fixture('program/program.elf', 'image/png'), 'application/x-elf'],
  ['a program for Windows', fixture('program/program.exe', 'image/png'), 'application/x-msdownload'],
  ['a web page', fixture('text/page.html', 'image/png'), 'text/html'],
  ['PHP', fixture('program/hello.php', 'image/png'), 'text/x-php'],
  ['a shell script', fixture('program/list.sh', 'image/png'), 'text/x-shellscript'],
];

describe('a file with a wrong type', () => {
  test.each(fakes)(
    '%s named image/png is refused with the reason, and its bytes are removed',
    async (_what, file, found) => {
      const ada = await person();
      const { id, upload } = await ada.create(named(file));
      expect((await put(upload, file.bytes)).status).toBe(200);
      const refused = await ada.verdict(id, 5_000);
      expect(refused).toMatchObject({ status: 'rejected', detectedType: found, verifiedAt: null });
      expect(refused.checks).toMatchObject({ size: 'passed', type: 'failed' });
      expect(refused.reasons[0]).toMatchObject({ code: 'type-mismatch' });
      expect(refused.reasons.map(({ message }) => message).join()).toContain(found);

      const answer = await ada.call(`/files/${id}/content`);
      expect(answer.status).toBe(409);
      const problem = (await answer.json()) as { code: string; detail: string };
      expect(problem.code).toBe('file-rejected');
      expect(problem.detail).toContain(refused.reasons[0]?.message);

      await untilNothingIsStored(keyIn(upload.url));
    },
  );

  test('an image followed by a ZIP archive is rejected, with the offset', async () => {
    const ada = await person();
    const picture = drawing();
    const archive = fixture('archive/plain.zip', 'application/zip');
    const both = made(Buffer.concat([picture.bytes, archive.bytes]), 'image/png');
    const refused = await ada.store(both);
    expect(refused.status).toBe('rejected');
    expect(refused.reasons).toContainEqual(expect.objectContaining({ offset: picture.bytes.length }));
  });

  test('is accepted with its real type if that is allowed', async () => {
    const ada = await person();
    const archive = fixture('archive/plain.zip', 'application/zip');
    expect(await ada.store({ ...archive, contentType: 'image/png' })).toMatchObject({ status: 'rejected' });
    expect(await ada.store(archive)).toMatchObject({ status: 'verified' });
  });
});
