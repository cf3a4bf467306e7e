import { Fn, Names, Stack } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import type { Construct } from 'constructs';
import type { SignIn } from './page-deployment.js';

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
  // Domain prefixes are shared by all accounts of a region. The end of the stack's id is practically random.
  const stackId = Fn.select(2, Fn.split('/', Stack.of(scope).stackId));
  const unique = Fn.select(4, Fn.split('-', stackId));
  const domain = userPool.addDomain('SiteDomain', {
    cognitoDomain: { domainPrefix: `waybill-${Names.uniqueId(scope).slice(-8).toLowerCase()}-${unique}` },
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
