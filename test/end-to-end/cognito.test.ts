import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import {
  AdminCreateUserCommand,
  AdminSetUserPasswordCommand,
  CognitoIdentityProviderClient,
  AdminInitiateAuthCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { describe, expect, test } from '@jest/globals';
import sharp from 'sharp';
import { command, lines, run } from '../client/command/run-command.js';
import { deployWithCognito, issueToken, system } from '../stack/system.js';

const client = new CognitoIdentityProviderClient(system.client);
const Username = 'alice@example.com';
const Password = 'Correct-horse-9-battery';

describe('a deployment with the default Auth.cognito()', () => {
  test('works for a user of an administrator, up to a verified file', async () => {
    const { apiUrl, userPoolId: UserPoolId, clientId: ClientId } = await deployWithCognito('WaybillCognito');
    expect(UserPoolId).toBeDefined();

    await client.send(new AdminCreateUserCommand({ UserPoolId, Username, MessageAction: 'SUPPRESS' }));
    await client.send(new AdminSetUserPasswordCommand({ UserPoolId, Username, Password, Permanent: true }));
    const AuthParameters = { USERNAME: Username, PASSWORD: Password };
    const { AuthenticationResult } = await client.send(
      new AdminInitiateAuthCommand({
        UserPoolId,
        ClientId,
        AuthFlow: 'ADMIN_USER_PASSWORD_AUTH',
        AuthParameters,
      }),
    );
    const token = AuthenticationResult?.IdToken ?? '';

    const call = (path: string, bearer: string, body?: object) =>
      fetch(`${apiUrl}${path}`, {
        method: body ? 'POST' : 'GET',
        headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' },
        ...(body && { body: JSON.stringify(body) }),
      });
    const picture = await sharp({ create: { width: 8, height: 8, channels: 3, background: 'white' } })
      .png()
      .toBuffer();
    const wanted = { filename: 'photo.png', contentType: 'image/png', sizeBytes: picture.length };
    expect((await call('/uploads', await issueToken('alice'), wanted)).status).toBe(401);
    const created = await call('/uploads', token, wanted);
    expect(created.status).toBe(201);
    const { id, upload } = (await created.json()) as {
      id: string;
      upload: { url: string; headers: Record<string, string> };
    };
    expect((await fetch(upload.url, { method: 'PUT', headers: upload.headers, body: picture })).status).toBe(
      200,
    );

    // With the command line: SRP proves the password, and the API accepts the token.
    const folder = await mkdtemp(path.join(tmpdir(), 'waybill-cognito-'));
    const environment = {
      ...{ XDG_CONFIG_HOME: folder, XDG_STATE_HOME: folder, WAYBILL_TOKEN: '' },
      ...{ WAYBILL_API_URL: apiUrl, AWS_ENDPOINT_URL: system.awsEndpoint },
    };
    const pool = ['--user-pool', UserPoolId ?? '', '--client-id', ClientId ?? '', '--username', Username];
    const signIn = (password: string) =>
      run(
        ['sh', '-c', 'printf %s "$PASSWORD" | "$@"', 'sh', ...command, 'login', ...pool, '--password-stdin'],
        { ...environment, PASSWORD: password },
      );
    try {
      const refused = await signIn('Wrong-horse-9-battery');
      expect(refused).toMatchObject({
        exitCode: 2,
        stderr: expect.stringContaining('Incorrect username or password'),
      });
      expect(await signIn(Password)).toMatchObject({ exitCode: 0 });
      expect(lines(await run([...command, 'ls'], environment))).toMatchObject([{ id }]);
      // An hour later: Cognito refreshes it.
      const file = path.join(folder, 'waybill/session.json');
      const session = JSON.parse(await readFile(file, 'utf8')) as object;
      await writeFile(file, JSON.stringify({ ...session, token: 'old', expiresAt: 0 }));
      expect(lines(await run([...command, 'ls'], environment))).toMatchObject([{ id }]);
    } finally {
      await rm(folder, { recursive: true });
    }

    // The system works in the background; Jest's timeout stops an endless wait.
    for (;;) {
      const { status } = (await (await call(`/files/${id}`, token)).json()) as { status: string };
      if (status === 'verified') break;
      expect(['pending', 'uploaded']).toContain(status);
      await pause(50);
    }
  });
});
