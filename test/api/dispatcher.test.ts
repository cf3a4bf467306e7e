import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { dispatcher } from '../../lambda/api/dispatcher.js';
import { downloadRoutes } from '../../lambda/api/routes/download.js';
import { presignRoutes } from '../../lambda/api/routes/presign.js';
import { serve } from '../../lambda/api/served.js';
import type { Access } from '../../lambda/core/access/permission.js';
import { Problem } from '../../lambda/core/problem.js';
import { bearer, context, gatewayEvent, type Asked } from './gateway-event.js';

const upload = { filename: 'me.png', contentType: 'image/png', sizeBytes: 900 };
const everyone: Access = { ownerClaim: 'sub', groupsClaim: 'cognito:groups', rolesClaim: 'cognito:groups' };
const unexpected = () => {
  throw new Error('secret inside');
};

/** Responds with its input, in the detail of a problem. */
const presign = dispatcher<'presign'>(
  {
    createUpload: serve(presignRoutes.createUpload, ({ subject, body }) => {
      throw new Problem('type-not-allowed', JSON.stringify({ subject, body }));
    }),
    renewUpload: serve(presignRoutes.renewUpload, unexpected),
    signParts: serve(presignRoutes.signParts, unexpected),
    listParts: serve(presignRoutes.listParts, unexpected),
    completeUpload: serve(presignRoutes.completeUpload, unexpected),
    abortUpload: serve(presignRoutes.abortUpload, unexpected),
  },
  everyone,
);
const downloads = {
  readUrl: serve(downloadRoutes.readUrl, unexpected),
  probeContent: serve(downloadRoutes.probeContent, unexpected),
  readUrls: serve(downloadRoutes.readUrls, unexpected),
  openCdnSession: serve(downloadRoutes.openCdnSession, unexpected),
  showShare: serve(downloadRoutes.showShare, unexpected),
  probeShare: serve(downloadRoutes.probeShare, unexpected),
  useShare: serve(downloadRoutes.useShare, unexpected),
};
const download = dispatcher<'download'>(
  {
    ...downloads,
    readContent: serve(downloadRoutes.readContent, ({ id }) => ({
      status: 302,
      headers: { location: 'https://s3.example/signed?X-Amz-Signature=abc' },
      log: { fileId: id },
    })),
  },
  everyone,
);

let lines: string[];
beforeEach(() => {
  lines = [];
  for (const stream of [process.stdout, process.stderr]) {
    jest.spyOn(stream, 'write').mockImplementation((line) => lines.push(String(line)) > 0);
  }
});
afterEach(() => void jest.restoreAllMocks());

async function create(asked: Asked) {
  const { statusCode, headers, body } = await presign(gatewayEvent('POST /uploads', asked), context);
  return { statusCode, headers, problem: JSON.parse(body ?? '{}') as Record<string, unknown> };
}

describe('a request', () => {
  test('reaches its route with the subject of the token and the checked body', async () => {
    const { problem } = await create({ body: JSON.stringify(upload) });
    expect(JSON.parse(problem['detail'] as string)).toMatchObject({
      subject: { owner: 'alice' },
      body: upload,
    });
  });

  test('may be base64-encoded by the gateway', async () => {
    const event = {
      ...gatewayEvent('POST /uploads', { body: btoa(JSON.stringify(upload)) }),
      isBase64Encoded: true,
    };
    await expect(presign(event, context)).resolves.toMatchObject({ statusCode: 415 });
  });

  test('that is refused gets a problem document that names itself', async () => {
    const { statusCode, headers, problem } = await create({ body: JSON.stringify(upload) });
    expect(statusCode).toBe(415);
    expect(headers).toMatchObject({
      'Content-Type': 'application/problem+json',
      'Cache-Control': 'no-store',
    });
    expect(problem).toMatchObject({
      type: 'https://api.example/problems/type-not-allowed',
      title: 'Files of this type are not accepted',
      status: 415,
      code: 'type-not-allowed',
      requestId: 'gateway-request',
    });
  });

  test('that fails internally returns no reason, but logs it', async () => {
    const { statusCode, body } = await presign(
      gatewayEvent('POST /uploads/{id}/complete', { id: 'x' }),
      context,
    );
    expect(statusCode).toBe(500);
    expect(JSON.parse(body ?? '')).toMatchObject({ code: 'internal-error', requestId: 'gateway-request' });
    expect(body).not.toContain('secret');
    expect(lines[0]).toContain('secret inside');
  });

  test('for a route that the function does not serve is our fault, not the client’s', async () => {
    await expect(presign(gatewayEvent('GET /elsewhere'), context)).resolves.toMatchObject({
      statusCode: 500,
    });
  });

  test.each([
    ['none', {}],
    ['no JWT', { authorization: 'Bearer abc' }],
    ['a JWT without subject', { authorization: bearer({ name: 'alice' }) }],
    ['a JWT with an empty subject', { authorization: bearer({ sub: '' }) }],
    ['a JWT whose subject is no text', { authorization: bearer({ sub: ['alice'] }) }],
  ])('whose token is %s is not authenticated', async (_case, headers) => {
    const asked = { body: JSON.stringify(upload), headers: { authorization: '', ...headers } };
    await expect(create(asked)).resolves.toMatchObject({
      statusCode: 401,
      problem: { code: 'unauthenticated' },
    });
  });
});

describe('a caller without the permission of a route', () => {
  const access: Access = {
    ownerClaim: 'sub',
    groupsClaim: 'groups',
    rolesClaim: 'groups',
    roles: { readers: ['files:read'] },
  };
  const looked = jest.fn();
  beforeEach(() => void looked.mockClear());
  const guarded = dispatcher<'download'>(
    {
      ...downloads,
      readContent: serve(downloadRoutes.readContent, () => {
        looked();
        throw new Problem('file-not-found', 'No file of yours has this id');
      }),
    },
    access,
  );
  const ask = (claims: Record<string, unknown>) =>
    guarded(
      gatewayEvent('GET /files/{id}/content', { id: 'x', headers: { authorization: bearer(claims) } }),
      context,
    );

  test('is refused before anything is read', async () => {
    const { statusCode, body } = await ask({ sub: 'alice', groups: ['strangers'] });
    expect(statusCode).toBe(403);
    expect(JSON.parse(body ?? '')).toMatchObject({ code: 'forbidden' });
    expect(looked).not.toHaveBeenCalled();
  });

  test('with it is served', async () => {
    await expect(ask({ sub: 'alice', groups: ['readers'] })).resolves.toMatchObject({ statusCode: 404 });
  });
});

describe('a bad body', () => {
  test.each([
    ['nothing', undefined, 'malformed-json', undefined],
    ['half a document', '{"filename":', 'malformed-json', undefined],
    ['another shape', '[]', 'invalid-request', ''],
    ['null', 'null', 'invalid-request', ''],
    ['a missing field', JSON.stringify({ ...upload, filename: undefined }), 'invalid-request', '/filename'],
    ['an empty name', JSON.stringify({ ...upload, filename: '' }), 'invalid-request', '/filename'],
    [
      'a name over 255 bytes',
      JSON.stringify({ ...upload, filename: '\u{1F4F7}'.repeat(64) }),
      'invalid-request',
      '/filename',
    ],
    ['half a character', JSON.stringify({ ...upload, filename: 'a\ud800' }), 'invalid-request', '/filename'],
    ['a number as text', JSON.stringify({ ...upload, sizeBytes: '900' }), 'invalid-request', '/sizeBytes'],
    ['less than no bytes', JSON.stringify({ ...upload, sizeBytes: -1 }), 'invalid-request', '/sizeBytes'],
    ['half a byte', JSON.stringify({ ...upload, sizeBytes: 1.5 }), 'invalid-request', '/sizeBytes'],
    [
      'more than a number holds',
      '{"filename":"a","contentType":"image/png","sizeBytes":1e400}',
      'invalid-request',
      '/sizeBytes',
    ],
    ['no media type', JSON.stringify({ ...upload, contentType: 'png' }), 'invalid-request', '/contentType'],
    [
      'a header in the type',
      JSON.stringify({ ...upload, contentType: 'image/png\r\nx: y' }),
      'invalid-request',
      '/contentType',
    ],
    ['a short checksum', JSON.stringify({ ...upload, sha256: 'abc' }), 'invalid-request', '/sha256'],
    ['another method', JSON.stringify({ ...upload, method: 'carrier-pigeon' }), 'invalid-request', '/method'],
    ['a key of its own', JSON.stringify({ ...upload, 'key/~x': 'files/ab' }), 'invalid-request', '/key~1~0x'],
    [
      'metadata that nests',
      JSON.stringify({ ...upload, metadata: { a: { b: 'c' } } }),
      'invalid-request',
      '/metadata/a',
    ],
  ])('of %s is refused by its field', async (_case, body, code, pointer) => {
    const { statusCode, problem } = await create(body === undefined ? {} : { body });
    expect({ statusCode, code: problem['code'] }).toEqual({ statusCode: 400, code });
    if (pointer !== undefined)
      expect(problem['errors']).toMatchObject([{ pointer, detail: expect.stringMatching(/\w/) }]);
  });
});

describe('a bad query', () => {
  test('is refused by its parameter', async () => {
    const event = gatewayEvent('GET /files/{id}/content', { id: 'x', query: { disposition: 'sideways' } });
    const { statusCode, body } = await download(event, context);
    expect(statusCode).toBe(400);
    expect(JSON.parse(body ?? '')).toMatchObject({
      code: 'invalid-request',
      errors: [{ pointer: '?disposition' }],
    });
  });
});

describe('the log', () => {
  test('has one line for each request, with the ids that join it to the gateway’s, and no signed URL', async () => {
    await download(gatewayEvent('GET /files/{id}/content', { id: 'file-1' }), context);
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      message: 'request',
      requestId: 'gateway-request',
      functionRequestId: 'function-request',
      route: 'GET /files/{id}/content',
      status: 302,
      fileId: 'file-1',
      durationMs: expect.any(Number),
    });
    expect(lines[0]).not.toMatch(/x-amz-signature/i);
  });

  test('names the problem of a refused request, and nothing that the client sent', async () => {
    await create({ body: JSON.stringify(upload) });
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ status: 415, code: 'type-not-allowed' });
    expect(lines[0]).not.toContain('me.png');
  });
});
