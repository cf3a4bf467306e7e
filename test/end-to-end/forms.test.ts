import { describe, expect, test } from '@jest/globals';
import { drawing, made, type Fixture } from './fixture.js';
import { person, type Person } from './person.js';
import { keyIn, storedVersions } from './stored-versions.js';
import { until } from './until.js';

interface SignedForm {
  readonly method: 'post';
  readonly url: string;
  readonly fields: Readonly<Record<string, string>>;
}

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

function send(
  { url, fields }: SignedForm,
  bytes: Uint8Array,
  otherwise: Readonly<Record<string, string>> = {},
) {
  const body = new FormData();
  for (const [name, value] of Object.entries({ ...fields, ...otherwise })) body.append(name, value);
  body.append('file', new Blob([new Uint8Array(bytes)]), 'picture.png');
  return fetch(url, { method: 'POST', body });
}

describe('a file sent by a form', () => {
  test('may be shorter than was declared; what counts is what arrived', async () => {
    const alice = await person();
    const picture = drawing();
    const { id, upload } = await form(alice, picture, { sizeBytes: picture.bytes.length + 1_000 });
    expect((await send(upload, picture.bytes)).status).toBe(204);
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
    expect((await send(upload, drawing().bytes, otherwise)).status).toBe(403);
  });

  test('is refused when it is longer than was declared, or empty', async () => {
    const alice = await person();
    const { upload } = await form(alice, drawing());
    for (const bytes of [Buffer.concat([drawing().bytes, Buffer.alloc(1)]), Buffer.alloc(0)]) {
      expect((await send(upload, bytes)).status).toBe(400);
    }
  });

  test('may be sent again, but no reader ever sees that, and it does not stay', async () => {
    const alice = await person();
    const picture = drawing();
    const { id, upload } = await form(alice, picture);
    await send(upload, picture.bytes);
    await alice.verdict(id);
    const other = made(Buffer.concat([picture.bytes.subarray(0, -1), Buffer.from([0])]), 'image/png');
    expect((await send(upload, other.bytes)).status).toBe(204);
    const key = keyIn(`${upload.url}${upload.fields['key'] ?? ''}`);
    await until('one version', async () => (await storedVersions(key)) === 1 || undefined);
    expect(Buffer.from(await (await alice.read(id)).arrayBuffer()).equals(picture.bytes)).toBe(true);
  });
});
