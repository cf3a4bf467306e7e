import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { dispatcher } from '../../../lambda/api/dispatcher.js';
import { downloadRoutes } from '../../../lambda/api/routes/download.js';
import { serve } from '../../../lambda/api/served.js';
import type { Access } from '../../../lambda/core/access/permission.js';
import { bearer, context, gatewayEvent } from '../gateway-event.js';

let lines: string[];
beforeEach(() => {
  lines = [];
  jest.spyOn(process.stdout, 'write').mockImplementation((line) => lines.push(String(line)) > 0);
});
afterEach(() => void jest.restoreAllMocks());

const unasked = () => {
  throw new Error('not asked here');
};
const ask = async (access: Access, claims: Record<string, unknown>) => {
  const download = dispatcher<'download'>(
    {
      readUrl: serve(downloadRoutes.readUrl, unasked),
      probeContent: serve(downloadRoutes.probeContent, unasked),
      readUrls: serve(downloadRoutes.readUrls, unasked),
      openCdnSession: serve(downloadRoutes.openCdnSession, unasked),
      showShare: serve(downloadRoutes.showShare, unasked),
      probeShare: serve(downloadRoutes.probeShare, unasked),
      useShare: serve(downloadRoutes.useShare, unasked),
      readContent: serve(downloadRoutes.readContent, () => ({ status: 302 })),
    },
    access,
  );
  const headers = { authorization: bearer(claims) };
  const answer = await download(gatewayEvent('GET /files/{id}/content', { id: 'x', headers }), context);
  const line: unknown = JSON.parse(lines[0] ?? '');
  return { ...answer, line };
};

const open: Access = { ownerClaim: 'sub', groupsClaim: 'groups', rolesClaim: 'groups' };
const closed: Access = { ...open, roles: { readers: ['files:read'] } };
const leftOut = { sub: 'alice', _claim_names: { groups: 'src1' }, _claim_sources: { src1: {} } };

describe('groups that the issuer left out', () => {
  test('are the reason that a caller without permission reads, and an operator too', async () => {
    const { statusCode, body, line } = await ask(closed, leftOut);
    expect(statusCode).toBe(403);
    expect(JSON.parse(body ?? '')).toMatchObject({
      code: 'forbidden',
      detail: expect.stringContaining('the token leaves out `groups`'),
    });
    expect(line).toMatchObject({ code: 'forbidden', claimsLeftOut: 'groups' });
  });

  test('are in the log line where they cost no permission', async () => {
    const { statusCode, line } = await ask(open, leftOut);
    expect(statusCode).toBe(302);
    expect(line).toMatchObject({ status: 302, claimsLeftOut: 'groups' });
  });

  test('are no reason where the token has them', async () => {
    const { body, line } = await ask(closed, { sub: 'alice', groups: ['strangers'] });
    expect(body).not.toContain('leaves out');
    expect(line).not.toHaveProperty('claimsLeftOut');
  });
});

test('groups above the limit are counted in the log line, and none is named', async () => {
  const groups = Array.from({ length: 503 }, (_, i) => `secret-${i}`);
  const { line } = await ask(open, { sub: 'alice', groups });
  expect(line).toMatchObject({ groupsIgnored: 3 });
  expect(lines.join('')).not.toContain('secret-');
});
