import { beforeAll, describe, expect, test } from '@jest/globals';
import { secrets } from '../stack/log-lines.js';
import { logLines } from '../stack/system.js';
import { made, nameMark } from './fixture.js';
import { person, put, type Call, type Person } from './person.js';

type Line = Readonly<Record<string, unknown>>;

const parsed = (text: string): Line | undefined => {
  try {
    return JSON.parse(text) as Line;
  } catch {
    return undefined;
  }
};

let ada: Person;
let id: string;
/** In the bytes of a file, and nowhere else. */
const contentMark = 'open-sesame-40-thieves';
const refused: { route: string; status: number; code: string; requestId: string }[] = [];

/** Sends a request, and keeps what the log should contain for an error: the client gets the request's id. */
async function ask(route: string, path: string, call: Call = {}): Promise<unknown> {
  const method = route.split(' ')[0] ?? 'GET';
  const answer = await ada.call(path, { method, ...call });
  const text = await answer.text();
  const body = text ? (JSON.parse(text) as object) : undefined;
  if (answer.status >= 400)
    refused.push({ ...(body as { code: string; requestId: string }), route, status: answer.status });
  return body;
}

beforeAll(async () => {
  ada = await person();
  const file = made(`What ${contentMark} says.\n`, 'text/plain', 'notes.txt');
  const { filename, contentType, bytes } = file;
  const body = { filename, contentType, sizeBytes: bytes.length, metadata: { note: `${nameMark} note` } };
  const created = (await ask('POST /uploads', '/uploads', { body })) as Awaited<ReturnType<Person['create']>>;
  ({ id } = created);
  await ask('POST /uploads/{id}/complete', `/uploads/${id}/complete`);
  await put(created.upload, bytes);
  await ada.verdict(id);
  await ask('GET /files/{id}', `/files/${id}`);
  await ask('GET /files', '/files?limit=7');
  await ask('GET /files/{id}/content', `/files/${id}/content`);
  await ask('GET /files/{id}/content', `/files/${id}/content`, { headers: { accept: 'application/json' } });
  await ask('DELETE /files/{id}', `/files/${id}`);
  await ask('GET /files/{id}', `/files/${id}`);
  await ask('POST /uploads', '/uploads', { body: { ...body, filename: `${nameMark}/${'x'.repeat(300)}` } });
  await ask('POST /uploads', '/uploads', { body: { ...body, contentType: 'text/html' } });
  await ask('GET /health', '/health');
});

const lines = async (message: string): Promise<Line[]> =>
  (await logLines()).map(parsed).filter((line): line is Line => line?.['message'] === message);

describe('each request', () => {
  // The gateway's access log, which joins by the same id, is not written by the local engine: test/lib has its format.
  test('leaves one line, which a refusal’s requestId finds', async () => {
    expect(refused).toHaveLength(3);
    for (const { route, status, code, requestId } of refused) {
      const found = (await lines('request')).filter((line) => line['requestId'] === requestId);
      expect(found).toEqual([expect.objectContaining({ route, status, code, level: 'INFO' })]);
    }
  });

  test('has route, status, ids, sizes, time and cold start in its line', async () => {
    const ofFile = (await lines('request')).filter(({ fileId }) => fileId === id);
    // Polling for the verdict read the file any number of times.
    const routesAndStates = new Set(ofFile.map(({ route, status }) => `${String(route)} ${String(status)}`));
    expect(routesAndStates).toEqual(
      new Set([
        'POST /uploads 201',
        'POST /uploads/{id}/complete 202',
        'GET /files/{id} 200',
        'GET /files/{id}/content 302',
        'GET /files/{id}/content 200',
        'DELETE /files/{id} 204',
      ]),
    );
    for (const line of ofFile) {
      expect(line).toMatchObject({
        ...{ level: 'INFO', requestId: expect.any(String), functionRequestId: expect.any(String) },
        ...{ durationMs: expect.any(Number), coldStart: expect.any(Boolean) },
      });
    }
    const created = ofFile.find(({ route }) => route === 'POST /uploads');
    expect(created).toMatchObject({ sizeBytes: expect.any(Number), contentType: 'text/plain' });
    expect(ofFile).toContainEqual(
      expect.objectContaining({ route: 'GET /files/{id}', fileStatus: 'verified' }),
    );
    expect(await lines('request')).toContainEqual(expect.objectContaining({ coldStart: true }));
  });
});

test('each check leaves one line with its outcome', async () => {
  const checked = (await lines('record')).filter(({ fileId }) => fileId === id);
  // S3 may duplicate an event.
  const [first, ...again] = checked.filter(({ outcome }) => outcome !== 'duplicate');
  expect(again).toEqual([]);
  expect(first).toMatchObject({
    ...{ level: 'INFO', outcome: 'verified', fileId: id, reasons: [] },
    ...{ contentType: 'text/plain', detectedType: 'text/plain', sizeBytes: expect.any(Number) },
    ...{ durationMs: expect.any(Number), coldStart: expect.any(Boolean) },
    ...{ messageId: expect.any(String), functionRequestId: expect.any(String) },
  });
});

describe('nothing that opens or describes a file is logged:', () => {
  test.each([
    ...Object.entries(secrets),
    ['a file name or a note', new RegExp(nameMark, 'i')],
    ['content', new RegExp(contentMark)],
  ])('%s', async (_what, pattern) => {
    expect((await logLines()).filter((line) => pattern.test(line))).toEqual([]);
  });

  test('an address with its query', async () => {
    expect(
      (await logLines()).filter((line) => line.includes('limit=7') || line.includes(`/files/${id}`)),
    ).toEqual([]);
  });
});
