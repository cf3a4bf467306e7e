import { beforeAll, describe, expect, test } from '@jest/globals';
import { problems, type ProblemCode } from '../../lambda/core/problem.js';
import { system } from '../stack/system.js';
import { rows, type BadRequest } from './bad-request-rows.js';
import { drawing, made } from './fixture.js';
import { person, type Person } from './person.js';

let ada: Person;
/** Files with the statuses that the rows name. */
let ids: Record<'pending' | 'rejected' | 'verified' | 'aborted' | 'inParts', string>;
beforeAll(async () => {
  ada = await person();
  const pending = (await ada.create(drawing())).id;
  const rejected = (await ada.store(made('MZ', 'image/png'))).id;
  const verified = (await ada.store(drawing())).id;
  const aborted = (await ada.create(drawing())).id;
  await ada.call(`/uploads/${aborted}`, { method: 'DELETE' });
  const inParts = (await ada.create(drawing(), { method: 'multipart', sizeBytes: 20_000_000 })).id;
  ids = { pending, rejected, verified, aborted, inParts };
});

/**
 * Races and failures cannot be produced here (test/core, test/api); quotas and repeated requests have their own tests.
 */
const elsewhere: readonly ProblemCode[] = [
  ...(['unauthenticated', 'internal-error', 'conflict'] as const),
  ...(['quota-exceeded', 'too-many-uploads', 'idempotency-key-reused'] as const),
  ...(['forbidden', 'file-not-held'] as const),
  // test/end-to-end/conditional-requests.test.ts.
  'precondition-not-supported',
  // test/end-to-end/change.test.ts, and the limit of grants in test/core.
  ...(['revision-mismatch', 'too-many-grants'] as const),
  // Administrators' alone: test/end-to-end/{route-roles,webhooks}.test.ts, and test/core/webhook.
  ...(['webhook-not-found', 'webhook-url-refused', 'webhook-fixed', 'too-many-webhooks'] as const),
  // Of a deployment without a CDN: test/end-to-end/{route-roles,documented-clients}.test.ts.
  'cdn-not-enabled',
  // test/end-to-end/shares.test.ts, and the limit of shares in test/core.
  ...(['share-password-required', 'share-password-wrong', 'too-many-guesses', 'too-many-shares'] as const),
];

async function answerTo({ path: template, method, body, text, type }: BadRequest): Promise<Response> {
  const path = template.replace(/\{(\w+)\}/, (_all, state: keyof typeof ids) => ids[state]);
  if (text === undefined) return ada.call(path, { ...(method && { method }), ...(body && { body }) });
  return fetch(system.apiUrl + path, {
    method: 'POST',
    headers: { authorization: `Bearer ${ada.token}`, 'content-type': type ?? 'application/json' },
    body: text,
  });
}

describe('a request that cannot be served is answered by a problem document', () => {
  test.each(rows)('$what: $code', async (row) => {
    const answer = await answerTo(row);
    const { status, title } = problems[row.code];
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const problem = (await answer.json()) as {
      type: string;
      detail: string;
      requestId: string;
      errors?: { pointer: string; detail: string }[];
    };
    expect(problem).toMatchObject({ code: row.code, status, title });
    expect(answer.status).toBe(status);
    expect(problem.requestId).not.toBe('');
    expect(problem.detail).not.toBe('');
    expect(problem.errors?.map(({ pointer }) => pointer)).toEqual(row.pointers);
    for (const { detail } of problem.errors ?? []) expect(detail).not.toBe('');
    expect(problem.type).toMatch(new RegExp(`^https?://.+/problems/${row.code}$`));
  });

  test('and each code that can be met has its row', () => {
    const met = new Set([...rows.map(({ code }) => code), ...elsewhere]);
    expect([...met].sort()).toEqual(Object.keys(problems).sort());
  });

  test('whose code the API explains', async () => {
    for (const [code, { status, title }] of Object.entries(problems)) {
      expect(await ada.ask(`/problems/${code}`)).toEqual({ code, status, title });
    }
  });

  test('and nothing was stored for any of them', async () => {
    const { items } = await ada.ask<{ items: { id: string }[] }>('/files');
    // Aborted uploads are in no list.
    const { aborted: _unlisted, ...listed } = ids;
    expect(items.map(({ id }) => id).sort()).toEqual(Object.values(listed).sort());
  });
});

describe('the gateway', () => {
  test('refuses what no route serves', async () => {
    expect((await ada.call('/elsewhere')).status).toBe(404);
    // It decodes paths before it matches routes.
    expect((await ada.call('/files/..%2f..%2fetc')).status).toBe(404);
    expect([404, 405]).toContain((await ada.call('/files', { method: 'POST', body: {} })).status);
  });
});
