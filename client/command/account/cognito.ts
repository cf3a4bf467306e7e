import {
  CognitoIdentityProviderClient,
  InitiateAuthCommand,
  RespondToAuthChallengeCommand,
  type AuthenticationResultType,
  type RespondToAuthChallengeCommandOutput,
} from '@aws-sdk/client-cognito-identity-provider';
import { createSrpSession, signSrpSession, wrapAuthChallenge, wrapInitiateAuth } from 'cognito-srp-helper';
import type { Origin, Tokens } from './session.js';
import { patience } from '../aws/patience.js';

type Cognito = Extract<Origin, { kind: 'cognito' }>;

/** What only the user knows, requested when needed. */
export interface Answers {
  readonly username: string;
  readonly password: () => Promise<string>;
  /** The user has a temporary password from an administrator. */
  readonly newPassword: () => Promise<string>;
  /** From an authenticator app, or as it was sent. */
  readonly code: () => Promise<string>;
}

/**
 * Signs in at a Cognito user pool with SRP: the password is never sent ("User pool authentication flow" in the Amazon
 * Cognito developer guide).
 *
 * @throws Cognito's message, such as `Incorrect username or password.`
 */
export async function signInWithCognito(origin: Cognito, answers: Answers): Promise<Tokens> {
  const { userPoolId, clientId: ClientId } = origin;
  const cognito = clientOf(userPoolId);
  const begun = createSrpSession(answers.username, await answers.password(), userPoolId, false);
  const challenge = await cognito.send(
    new InitiateAuthCommand(
      wrapInitiateAuth(begun, {
        ClientId,
        AuthFlow: 'USER_SRP_AUTH',
        AuthParameters: { USERNAME: answers.username, CHALLENGE_NAME: 'SRP_A' },
      }),
    ),
  );
  let answer: RespondToAuthChallengeCommandOutput = await cognito.send(
    new RespondToAuthChallengeCommand(
      wrapAuthChallenge(signSrpSession(begun, challenge), {
        ClientId,
        ChallengeName: 'PASSWORD_VERIFIER',
        ChallengeResponses: { USERNAME: answers.username },
        Session: challenge.Session,
      }),
    ),
  );
  while (answer.ChallengeName) {
    answer = await cognito.send(
      new RespondToAuthChallengeCommand({
        ClientId,
        ChallengeName: answer.ChallengeName,
        Session: answer.Session,
        ChallengeResponses: {
          USERNAME: answers.username,
          ...(await response(answer.ChallengeName, answers)),
        },
      }),
    );
  }
  return tokensOf(answer.AuthenticationResult);
}

/** The name of each kind of code in the response. */
const codeNames: Readonly<Record<string, string>> = {
  SOFTWARE_TOKEN_MFA: 'SOFTWARE_TOKEN_MFA_CODE',
  SMS_MFA: 'SMS_MFA_CODE',
  EMAIL_OTP: 'EMAIL_OTP_CODE',
};

async function response(challenge: string, answers: Answers): Promise<Record<string, string>> {
  if (challenge === 'NEW_PASSWORD_REQUIRED') return { NEW_PASSWORD: await answers.newPassword() };
  const codeName = codeNames[challenge];
  if (codeName) return { [codeName]: await answers.code() };
  throw new Error(`Cognito asks for ${challenge}, which the command line cannot answer`);
}

export async function renewWithCognito(origin: Cognito, refreshToken: string): Promise<Tokens> {
  const { AuthenticationResult } = await clientOf(origin.userPoolId).send(
    new InitiateAuthCommand({
      ClientId: origin.clientId,
      AuthFlow: 'REFRESH_TOKEN_AUTH',
      AuthParameters: { REFRESH_TOKEN: refreshToken },
    }),
  );
  return { ...tokensOf(AuthenticationResult), refreshToken };
}

/** These calls need no AWS credentials. */
function clientOf(userPoolId: string): CognitoIdentityProviderClient {
  const region = userPoolId.split('_')[0] ?? '';
  return new CognitoIdentityProviderClient({
    ...patience(),
    region,
    credentials: { accessKeyId: 'none', secretAccessKey: 'none' },
  });
}

function tokensOf({ IdToken, ExpiresIn = 3600, RefreshToken }: AuthenticationResultType = {}): Tokens {
  if (!IdToken) throw new Error('Cognito answered without a token');
  return { token: IdToken, expiresAt: Date.now() + ExpiresIn * 1000, refreshToken: RefreshToken };
}
