import { createHash, randomUUID } from 'node:crypto';
import {
  AdminAddUserToGroupCommand,
  AdminCreateUserCommand,
  AdminInitiateAuthCommand,
  AdminSetUserPasswordCommand,
  CognitoIdentityProviderClient,
  CreateGroupCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import type { AccountClient, Deployed } from './target.js';

/** Users of the stack's own pool, one for each subject of a test, created at its first token. */
export class CognitoPeople {
  private readonly client: CognitoIdentityProviderClient;
  private readonly passwords = new Map<string, Promise<string>>();

  constructor(
    client: AccountClient,
    private readonly deployed: Pick<Deployed, 'userPoolId' | 'clientId'>,
  ) {
    this.client = new CognitoIdentityProviderClient(client);
  }

  /** An ID token. Its `sub` is Cognito's. */
  async issueToken(subject: string, groups: readonly string[] = []): Promise<string> {
    const Username = `${createHash('sha256').update(subject).digest('hex').slice(0, 32)}@waybill-verify.invalid`;
    const password = this.passwords.get(Username) ?? this.create(Username);
    this.passwords.set(Username, password);
    const PASSWORD = await password;
    const { userPoolId: UserPoolId, clientId: ClientId } = this.deployed;
    for (const GroupName of groups) {
      await this.client.send(new CreateGroupCommand({ UserPoolId, GroupName })).catch(() => undefined);
      await this.client.send(new AdminAddUserToGroupCommand({ UserPoolId, Username, GroupName }));
    }
    const { AuthenticationResult } = await this.client.send(
      new AdminInitiateAuthCommand({
        ...{ UserPoolId, ClientId, AuthFlow: 'ADMIN_USER_PASSWORD_AUTH' },
        AuthParameters: { USERNAME: Username, PASSWORD },
      }),
    );
    const token = AuthenticationResult?.IdToken;
    if (!token) throw new Error('Cognito gave no ID token');
    return token;
  }

  private async create(Username: string): Promise<string> {
    const { userPoolId: UserPoolId } = this.deployed;
    const Password = `Aa1-${randomUUID()}`;
    await this.client.send(new AdminCreateUserCommand({ UserPoolId, Username, MessageAction: 'SUPPRESS' }));
    await this.client.send(
      new AdminSetUserPasswordCommand({ UserPoolId, Username, Password, Permanent: true }),
    );
    return Password;
  }
}
