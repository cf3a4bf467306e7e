import { beforeAll, describe, expect, test } from '@jest/globals';
import { zipOf } from '../core/content/families/archive/zip-builder.js';
import { deployWith, issueToken } from '../stack/system.js';
import { fixture, made, type Fixture } from './fixture.js';
import { person, withToken, type Person } from './person.js';

/** Every setting of the content check that changes a verdict, on one deployment. */
const settings = {
  alsoAllowedTypes: 'application/vnd.sqlite3',
  blockedExtensions: 'draft,bat',
  refuseNestedArchives: 'true',
  activeContent: JSON.stringify({ macro: 'warn', 'external-content': 'refuse' }),
  onProtected: 'refuse',
  refuseLocation: 'true',
};

let strict: Person;
let usual: Person;
beforeAll(async () => {
  const { apiUrl } = await deployWith('WaybillContentSettings', settings);
  strict = withToken('ada', await issueToken('ada'), apiUrl);
  usual = await person();
});

const inner = zipOf([{ name: 'notes.txt', content: Buffer.from('Nothing else.\n') }]);
const nested = made(zipOf([{ name: 'inner.zip', content: inner }]), 'application/zip', 'outer.zip');
const located: Fixture = {
  ...fixture('../personal/exif-location.jpg', 'image/jpeg'),
  filename: 'zanzibar beach.jpg',
};
const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

describe('a setting of the content check', () => {
  test.each([
    ['refuseNestedArchives', nested, 'archive-nested'],
    ['onProtected', fixture('document/protected.docx', word), 'protected'],
    ['refuseLocation', located, 'location-contained'],
  ])('%s refuses what is accepted by default', async (_setting, file, code) => {
    expect(await usual.store(file)).toMatchObject({ status: 'verified' });
    expect(await strict.store(file)).toMatchObject({ status: 'rejected', reasons: [{ code }] });
  });

  test('activeContent changes one kind, and leaves the others', async () => {
    const sheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
    const macros = { ...fixture('document/table.xlsm', sheet), filename: 'zanzibar table.xlsx' };
    expect((await usual.store(macros)).status).toBe('rejected');
    const { reasons } = await strict.store(macros);
    // It is a workbook with macros by another name: that remains.
    expect(reasons.map(({ code }) => code)).not.toContain('active-content');
  });

  test('alsoAllowedTypes accepts a type besides those by default', async () => {
    const database = fixture('dataset/people.sqlite', 'application/vnd.sqlite3');
    const refused = await usual.call('/uploads', { method: 'POST', body: declared(database) });
    expect([refused.status, await refused.json()]).toMatchObject([415, { code: 'type-not-allowed' }]);
    expect(await strict.store(database)).toMatchObject({ status: 'verified' });
    expect(await strict.store(fixture('image/photo.jpg', 'image/jpeg'))).toMatchObject({
      status: 'verified',
    });
  });

  test('blockedExtensions replaces the extensions that are refused', async () => {
    const statusOf = async (who: Person, filename: string) => {
      const body = { ...declared(made('Nothing else.\n', 'text/plain')), filename };
      return (await who.call('/uploads', { method: 'POST', body })).status;
    };
    expect([await statusOf(usual, 'notes.draft'), await statusOf(strict, 'notes.draft')]).toEqual([201, 400]);
    expect([await statusOf(usual, 'run.exe'), await statusOf(strict, 'run.exe')]).toEqual([400, 201]);
  });
});

const declared = ({ filename, contentType, bytes }: Fixture) => ({
  filename,
  contentType,
  sizeBytes: bytes.length,
});
