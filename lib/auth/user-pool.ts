import { RemovalPolicy, Validations } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import type { Construct } from 'constructs';
import { wrongProp } from '../checks/wrong-prop.js';
import { joinHostedSignIn, makeHostedSignIn, type HostedSignIn } from '../site/hosted-sign-in.js';

/** A user pool that exists already, such as that of an earlier deployment. */
export interface CognitoAuthProps {
  /** A client is created in it; its users, settings and lifetime remain yours. */
  readonly userPool: cognito.IUserPool;
  /**
   * Base URL of the pool's hosted sign-in, such as `https://login.example.com`, for `site`.
   * @default - none; `site` needs it
   */
  readonly signInUrl?: string;
}

const clientOptions: cognito.UserPoolClientOptions = {
  // Browsers use SRP, which never sends the password. The other flow needs AWS credentials: an operator uses it to
  // get a token in a shell.
  authFlows: { userSrp: true, adminUserPassword: true },
  disableOAuth: true,
  generateSecret: false,
  preventUserExistenceErrors: true,
};

/** A pool without self sign-up, so that a first deployment is safe by default. */
function makeUserPool(scope: Construct, removalPolicy: RemovalPolicy) {
  const userPool = new cognito.UserPool(scope, 'Users', {
    selfSignUpEnabled: false,
    signInAliases: { email: true },
    autoVerify: { email: true },
    accountRecovery: cognito.AccountRecovery.EMAIL_ONLY,
    mfa: cognito.Mfa.OPTIONAL,
    mfaSecondFactor: { otp: true, sms: false },
    passwordPolicy: {
      minLength: 12,
      requireLowercase: true,
      requireUppercase: true,
      requireDigits: true,
      requireSymbols: true,
    },
    deletionProtection: removalPolicy !== RemovalPolicy.DESTROY,
    removalPolicy,
  });
  const userPoolClient = userPool.addClient('Client', clientOptions);
  Validations.of(userPool).acknowledge(
    {
      id: 'AwsSolutions-COG2',
      reason:
        'A second factor is offered and left to the owner: required, no user could sign in from a first deployment.',
    },
    {
      id: 'AwsSolutions-COG8',
      reason:
        'The Plus plan (compromised credentials, adaptive authentication) is paid for each user; it is the owner’s choice.',
    },
  );
  return { userPool, userPoolClient };
}

interface Joined {
  readonly userPool: cognito.IUserPool;
  readonly userPoolClient: cognito.IUserPoolClient;
  readonly hosted?: HostedSignIn;
}

/** A pool of the deployment's own, with hosted sign-in if there is a page. */
export function ownUserPool(scope: Construct, removalPolicy: RemovalPolicy, pageUrl?: string): Joined {
  const { userPool, userPoolClient } = makeUserPool(scope, removalPolicy);
  const hosted = pageUrl === undefined ? undefined : makeHostedSignIn(scope, userPool, pageUrl);
  return { userPool, userPoolClient, ...(hosted && { hosted }) };
}

/** Clients in a pool that exists: below this construct, so that several deployments can share the pool. */
export function joinUserPool(
  scope: Construct,
  { userPool, signInUrl }: CognitoAuthProps,
  pageUrl?: string,
): Joined {
  const userPoolClient = new cognito.UserPoolClient(scope, 'UserPoolClient', { userPool, ...clientOptions });
  if (pageUrl === undefined) return { userPool, userPoolClient };
  if (signInUrl === undefined)
    throw wrongProp(
      'site',
      true,
      'signInUrl of Auth.cognito too, where the existing user pool has its sign-in page',
    );
  return { userPool, userPoolClient, hosted: joinHostedSignIn(scope, userPool, pageUrl, signInUrl) };
}
