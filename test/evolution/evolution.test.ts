import { expect, jest, test } from '@jest/globals';
import { breakingChanges, type Contract } from './breaking-changes.js';
import { current, released } from './released.js';

// The first run compiles oasdiff.
jest.setTimeout(10 * 60_000);

test('clients that were generated from the newest release work with this code', async () => {
  expect(await breakingChanges(released(), current())).toEqual([]);
});

type Json = Record<string, unknown>;
const at = (document: object, ...path: string[]): Json =>
  path.reduce((found, name) => found[name] as Json, document as Json);
const schema = (document: object, name: string) => at(document, 'components', 'schemas', name);

/** What may happen to the document in a change, each on a copy. */
const breaks: Readonly<Record<string, (document: Contract) => void>> = {
  'a removed route': ({ paths }) => void delete at({ paths }, 'paths')['/owners/me/files/erasure'],
  'a renamed path': ({ paths }) => {
    const all = at({ paths }, 'paths');
    all['/uploads/{id}/finish'] = all['/uploads/{id}/complete'];
    delete all['/uploads/{id}/complete'];
  },
  'a removed method': ({ paths }) => void delete at({ paths }, 'paths', '/files/{id}')['patch'],
  'a new required field of a body': (document) => {
    const body = schema(document, 'CreateUploadRequest');
    at(body, 'properties')['purpose'] = { type: 'string' };
    body['required'] = [...(body['required'] as string[]), 'purpose'];
  },
  'a field of a body that is no longer accepted': (document) =>
    void delete at(schema(document, 'CreateUploadRequest'), 'properties')['sha256'],
  'a narrowed enum of a body': (document) => {
    at(schema(document, 'CreateUploadRequest'), 'properties', 'method')['enum'] = ['put', 'multipart'];
  },
  'a lower limit of a body': (document) => {
    at(schema(document, 'CreateUploadRequest'), 'properties', 'filename')['maxLength'] = 100;
  },
  'another type of a field of a body': (document) => {
    at(schema(document, 'CreateUploadRequest'), 'properties')['sizeBytes'] = { type: 'string' };
  },
  'a field that is missing from an answer': (document) => {
    const file = schema(document, 'StoredFile');
    delete at(file, 'properties')['detectedType'];
    file['required'] = (file['required'] as string[]).filter((name) => name !== 'detectedType');
  },
  'another type of a field of an answer': (document) => {
    at(schema(document, 'StoredFile'), 'properties')['sizeBytes'] = { type: 'string' };
  },
  'a field of an answer that may be null': (document) => {
    at(schema(document, 'StoredFile'), 'properties', 'id')['type'] = ['string', 'null'];
  },
  'another status of an answer': ({ paths }) => {
    const responses = at({ paths }, 'paths', '/uploads', 'post', 'responses');
    responses['200'] = responses['201'];
    delete responses['201'];
  },
  'a query parameter that is no longer accepted': ({ paths }) => {
    const operation = at({ paths }, 'paths', '/files', 'get');
    operation['parameters'] = (operation['parameters'] as Json[]).filter(({ name }) => name !== 'type');
  },
  'a header that is required': ({ paths }) => {
    const [key] = at({ paths }, 'paths', '/uploads', 'post')['parameters'] as Json[];
    Object.assign(key ?? {}, { required: true });
  },
  'a route that needs a token': ({ paths }) =>
    void delete at({ paths }, 'paths', '/health', 'get')['security'],
  'a field that is missing from an event': (document) => {
    const event = schema(document, 'FileVerifiedEvent');
    delete at(event, 'properties')['owner'];
    event['required'] = (event['required'] as string[]).filter((name) => name !== 'owner');
  },
  'an event that is no longer sent': ({ webhooks }) => void delete at({ webhooks }, 'webhooks')['file.read'],
};

test.each(Object.entries(breaks))('%s breaks clients', async (_change, apply) => {
  const after = structuredClone(current());
  apply(after);
  expect(await breakingChanges(current(), after)).not.toEqual([]);
});

/** What docs/api.md promises to be compatible. */
const additions: Readonly<Record<string, (document: Contract) => void>> = {
  'a new route': ({ paths }) => {
    const all = at({ paths }, 'paths');
    all['/folders'] = structuredClone(all['/health']);
    at(all, '/folders', 'get')['operationId'] = 'listFolders';
  },
  'a new optional field of a body': (document) => {
    at(schema(document, 'CreateUploadRequest'), 'properties')['purpose'] = { type: 'string' };
  },
  'a new field of an answer': (document) => {
    at(schema(document, 'StoredFile'), 'properties')['folder'] = { type: 'string' };
  },
  'a new field of an event': (document) => {
    at(schema(document, 'EventFile'), 'properties')['folder'] = { type: 'string' };
  },
  'a new description': (document) => {
    at(schema(document, 'StoredFile'), 'properties', 'id')['description'] = 'Its name.';
  },
};

test.each(Object.entries(additions))('%s breaks nobody', async (_change, apply) => {
  const after = structuredClone(current());
  apply(after);
  expect(await breakingChanges(current(), after)).toEqual([]);
});
