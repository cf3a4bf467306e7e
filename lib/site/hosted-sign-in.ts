import { Stack } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import type { Construct } from 'constructs';
import type { SignIn } from './page-deployment.js';
import { uniqueName } from '../names/unique-name.js';

/**
 * Cognito's hosted sign-in for a user pool, and a client that redirects to `pageUrl`. The client has no secret and
 * never gets a password: it gets a code, with PKCE.
 */
export function makeHostedSignIn(
  scope: Construct,
  userPool: cognito.UserPool,
  pageUrl: string,
): { readonly client: cognito.UserPoolClient; readonly signIn: SignIn } {
  const address = `${pageUrl}/`;
  const client = userPool.addClient('SiteClient', {
    authFlows: {},
    oAuth: {
      flows: { authorizationCodeGrant: true },
      scopes: [cognito.OAuthScope.OPENID, cognito.OAuthScope.EMAIL],
      callbackUrls: [address],
      logoutUrls: [address],
    },
    generateSecret: false,
    preventUserExistenceErrors: true,
  });
  const domain = userPool.addDomain('SiteDomain', {
    // Shared by all accounts of a region; at most 63 characters.
    cognitoDomain: { domainPrefix: `waybill-${uniqueName(scope)}` },
    managedLoginVersion: cognito.ManagedLoginVersion.NEWER_MANAGED_LOGIN,
  });
  new cognito.CfnManagedLoginBranding(scope, 'SiteBranding', {
    userPoolId: userPool.userPoolId,
    clientId: client.userPoolClientId,
    useCognitoProvidedValues: true,
  });
  const issuer = `https://cognito-idp.${Stack.of(scope).region}.${Stack.of(scope).urlSuffix}`;
  return {
    client,
    signIn: {
      issuer: userPool.userPoolProviderUrl,
      clientId: client.userPoolClientId,
      origins: [issuer, domain.baseUrl()],
    },
  };
}
