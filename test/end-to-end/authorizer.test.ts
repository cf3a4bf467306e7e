import path from 'node:path';
import { CreateFunctionCommand, LambdaClient, waitUntilFunctionActiveV2 } from '@aws-sdk/client-lambda';
import { CreateRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { build } from 'esbuild';
import { zipOf } from '../core/content/families/archive/zip-builder.js';
import { deployWith, system } from '../stack/system.js';
import { startEs256Issuer, type Es256Issuer } from './es256-issuer.js';
import { drawing } from './fixture.js';
import { withToken, type Person, type ShownFile } from './person.js';

const name = 'es256-authorizer';
const audience = 'authenticated';
let issuer: Es256Issuer;
let apiUrl: string;

const trust = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'lambda.amazonaws.com' } }],
};

/** docs/examples/authorizer.mjs unchanged, with what it imports. */
async function authorizerCode(): Promise<Buffer> {
  const { outputFiles } = await build({
    entryPoints: [path.join(import.meta.dirname, '../../docs/examples/authorizer.mjs')],
    ...{ bundle: true, platform: 'node', format: 'cjs', write: false, logLevel: 'warning' },
  });
  return zipOf([{ name: 'authorizer.js', content: Buffer.from(outputFiles[0]?.contents ?? []) }]);
}

beforeAll(async () => {
  issuer = await startEs256Issuer(audience);
  const { Role: role } = await new IAMClient(system.client).send(
    new CreateRoleCommand({ RoleName: name, AssumeRolePolicyDocument: JSON.stringify(trust) }),
  );
  const client = new LambdaClient(system.client);
  const { FunctionArn: authorizer = '' } = await client.send(
    new CreateFunctionCommand({
      FunctionName: name,
      Runtime: 'nodejs24.x',
      Handler: 'authorizer.handler',
      Role: role?.Arn,
      Code: { ZipFile: await authorizerCode() },
      Environment: { Variables: { ISSUER: issuer.issuer, KEYS: issuer.keys, AUDIENCE: audience } },
    }),
  );
  await waitUntilFunctionActiveV2({ client, maxWaitTime: 60 }, { FunctionName: authorizer });
  ({ apiUrl } = await deployWith('WaybillAuthorizer', {
    authorizer,
    rolesClaim: 'app_metadata.roles',
    groupsClaim: 'app_metadata.teams',
    roles: JSON.stringify({
      editor: ['files:create', 'files:read', 'files:share'],
      keeper: ['files:read', 'files:admin'],
    }),
  }));
});
// Undefined where it did not start.
afterAll(() => (issuer as Es256Issuer | undefined)?.stop());

const someone = async (sub: string, appMetadata: object, more = {}): Promise<Person> =>
  withToken(sub, await issuer.token({ sub, app_metadata: appMetadata, ...more }), apiUrl);
const editor = { roles: ['editor'] };

describe('behind a Lambda authorizer', () => {
  test('a user with an ES256 token uploads and reads', async () => {
    const ada = await someone('ada', editor);
    const file = await ada.store(drawing());
    expect(file.status).toBe('verified');
    expect(Buffer.from(await (await ada.read(file.id)).arrayBuffer())).toEqual(drawing().bytes);
    expect((await (await someone('eve', editor)).call(`/files/${file.id}`)).status).toBe(404);
  });

  test('roles and groups come from the claims that the function returned', async () => {
    const file = await (await someone('ada', editor)).store(drawing());
    const designer = await someone('bob', { ...editor, teams: 'sales,design' });
    expect((await designer.call(`/files/${file.id}`)).status).toBe(404);
    await (
      await someone('ada', editor)
    ).ask(`/files/${file.id}/grants`, { method: 'POST', body: { subject: 'group:design' } });
    expect(await designer.ask<ShownFile>(`/files/${file.id}`)).toMatchObject({ id: file.id });
    expect(
      await (await someone('kim', { roles: ['keeper'] })).ask<ShownFile>(`/files/${file.id}`),
    ).toMatchObject({ id: file.id });
    const pretender = await someone('eve', {}, { user_metadata: { roles: ['keeper'] } });
    expect((await pretender.call(`/files/${file.id}`)).status).toBe(403);
  });

  test('an expired token is unauthenticated, so that clients sign in again', async () => {
    const late = withToken('ada', await issuer.token({ sub: 'ada' }, '1 minute ago'), apiUrl);
    const answer = await late.call('/files');
    expect([answer.status, await answer.json()]).toMatchObject([401, { code: 'unauthenticated' }]);
  });

  test.each([
    ['a forged token', () => issuer.forged({ sub: 'ada', app_metadata: editor })],
    ['what is no token', () => Promise.resolve('opaque')],
  ])('the gateway refuses %s', async (_case, token) => {
    const answer = await withToken('ada', await token(), apiUrl).call('/files');
    expect([answer.status, await answer.json()]).toEqual([403, { message: 'Forbidden' }]);
  });

  test('a request without token is 401, and open routes need none', async () => {
    expect((await fetch(`${apiUrl}/files`)).status).toBe(401);
    expect((await fetch(`${apiUrl}/health`)).status).toBe(200);
  });
});
