import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { drawing, made, type Fixture } from './fixture.js';
import { sendForm, type SignedForm } from './form.js';
import { person, type Person } from './person.js';
import { keyIn, storedVersions } from './stored-versions.js';
import { until } from './until.js';

async function form(
  alice: Person,
  file: Fixture,
  more: object = {},
): Promise<{ id: string; upload: SignedForm }> {
  return (await alice.create(file, { method: 'post', ...more })) as unknown as {
    id: string;
    upload: SignedForm;
  };
}

describe('a file sent by a form', () => {
  test('may be shorter than was declared; what counts is what arrived', async () => {
    const alice = await person();
    const picture = drawing();
    const { id, upload } = await form(alice, picture, { sizeBytes: picture.bytes.length + 1_000 });
    expect((await sendForm(upload, picture.bytes)).status).toBe(204);
    expect(await alice.verdict(id)).toMatchObject({ status: 'verified', sizeBytes: picture.bytes.length });
    expect(Buffer.from(await (await alice.read(id)).arrayBuffer()).equals(picture.bytes)).toBe(true);
  });

  test.each([
    ['another type', { 'Content-Type': 'text/html' }],
    ['another key', { key: 'files/00/u-mallory/x' }],
    ['a field of its own', { acl: 'public-read' }],
    [
      'a tag that calls it clean',
      { tagging: '<Tagging><TagSet><Tag><Key>verdict</Key><Value>clean</Value></Tag></TagSet></Tagging>' },
    ],
    ['another policy', { policy: btoa('{"expiration":"2099-01-01T00:00:00Z","conditions":[]}') }],
  ])('is refused with %s', async (_case, otherwise) => {
    const alice = await person();
    const { upload } = await form(alice, drawing());
    expect((await sendForm(upload, drawing().bytes, otherwise)).status).toBe(403);
  });

  test('is refused when it is longer than was declared, or empty', async () => {
    const alice = await person();
    const { upload } = await form(alice, drawing());
    for (const bytes of [Buffer.concat([drawing().bytes, Buffer.alloc(1)]), Buffer.alloc(0)]) {
      expect((await sendForm(upload, bytes)).status).toBe(400);
    }
  });

  test('is stored with a declared SHA-256 only if it has those bytes', async () => {
    const alice = await person();
    const picture = drawing();
    const sha256 = createHash('sha256').update(picture.bytes).digest('base64');
    const { id, upload } = await form(alice, picture, { sha256 });
    expect(upload.fields['x-amz-checksum-sha256']).toBe(sha256);
    const wrong = Buffer.concat([picture.bytes.subarray(0, -1), Buffer.from([0])]);
    const refused = await sendForm(upload, wrong);
    expect(refused.status).toBe(400);
    expect(await refused.text()).toContain('<Code>BadDigest</Code>');
    expect((await sendForm(upload, picture.bytes)).status).toBe(204);
    expect(await alice.verdict(id)).toMatchObject({
      status: 'verified',
      sha256,
      checks: { size: 'passed', checksum: 'passed', type: 'passed' },
    });
  });

  test('may be sent again, but that is never readable, and is removed', async () => {
    const alice = await person();
    const picture = drawing();
    const { id, upload } = await form(alice, picture);
    await sendForm(upload, picture.bytes);
    await alice.verdict(id);
    const other = made(Buffer.concat([picture.bytes.subarray(0, -1), Buffer.from([0])]), 'image/png');
    expect((await sendForm(upload, other.bytes)).status).toBe(204);
    const key = keyIn(`${upload.url}${upload.fields['key'] ?? ''}`);
    await until('one version', async () => (await storedVersions(key)) === 1 || undefined);
    expect(Buffer.from(await (await alice.read(id)).arrayBuffer()).equals(picture.bytes)).toBe(true);
  });
});
