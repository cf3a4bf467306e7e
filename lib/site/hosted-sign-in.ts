import { Stack } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import type { Construct } from 'constructs';
import type { SignIn } from './page-deployment.js';
import { uniqueName } from '../names/unique-name.js';

/** A public client of a user pool's hosted sign-in. */
export interface HostedSignIn {
  readonly client: cognito.UserPoolClient;
  readonly signIn: SignIn;
}

/**
 * Cognito's hosted sign-in for a user pool, and a client that redirects to `pageUrl`. The client has no secret and
 * never gets a password: it gets a code, with PKCE.
 */
export function makeHostedSignIn(
  scope: Construct,
  userPool: cognito.UserPool,
  pageUrl: string,
): HostedSignIn {
  const client = userPool.addClient('SiteClient', clientFor(pageUrl));
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
  return { client, signIn: signInOf(scope, userPool.userPoolProviderUrl, client, domain.baseUrl()) };
}

/** The same in a pool that has hosted sign-in already. @param signInUrl where */
export function joinHostedSignIn(
  scope: Construct,
  userPool: cognito.IUserPool,
  pageUrl: string,
  signInUrl: string,
): HostedSignIn {
  const client = new cognito.UserPoolClient(scope, 'SiteClient', { userPool, ...clientFor(pageUrl) });
  const issuer = `${cognitoOf(scope)}/${userPool.userPoolId}`;
  return { client, signIn: signInOf(scope, issuer, client, new URL(signInUrl).origin) };
}

function clientFor(pageUrl: string): cognito.UserPoolClientOptions {
  const address = `${pageUrl}/`;
  return {
    authFlows: {},
    oAuth: {
      flows: { authorizationCodeGrant: true },
      scopes: [cognito.OAuthScope.OPENID, cognito.OAuthScope.EMAIL],
      callbackUrls: [address],
      logoutUrls: [address],
    },
    generateSecret: false,
    preventUserExistenceErrors: true,
  };
}

function signInOf(
  scope: Construct,
  issuer: string,
  client: cognito.UserPoolClient,
  hostedUrl: string,
): SignIn {
  return { issuer, clientId: client.userPoolClientId, origins: [cognitoOf(scope), hostedUrl] };
}

const cognitoOf = (scope: Construct): string =>
  `https://cognito-idp.${Stack.of(scope).region}.${Stack.of(scope).urlSuffix}`;
