import { RemovalPolicy, Validations } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import type { Construct } from 'constructs';

/** A pool without self sign-up, so that a first deployment is safe by default. */
export function makeUserPool(scope: Construct, removalPolicy: RemovalPolicy) {
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
  const userPoolClient = userPool.addClient('Client', {
    // Browsers use SRP, which never sends the password. The other flow needs AWS credentials: an operator uses it to
    // get a token in a shell.
    authFlows: { userSrp: true, adminUserPassword: true },
    disableOAuth: true,
    generateSecret: false,
    preventUserExistenceErrors: true,
  });
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
