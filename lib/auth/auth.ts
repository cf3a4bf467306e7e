import { Token, type RemovalPolicy } from 'aws-cdk-lib';
import type { IHttpRouteAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpJwtAuthorizer, HttpUserPoolAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import type { IUserPool, IUserPoolClient } from 'aws-cdk-lib/aws-cognito';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import type { SignIn } from '../site/page-deployment.js';
import { joinUserPool, ownUserPool, type CognitoAuthProps } from './user-pool.js';
import { checkSameRegion } from '../checks/same-region.js';
import { isSafeUrl, wrongProp } from '../checks/wrong-prop.js';
import { lambdaAuthorizer, lambdaSettingsOf, type LambdaAuthProps } from './lambda-auth.js';

/** An OpenID Connect issuer whose tokens are accepted. */
export interface JwtAuthProps {
  /**
   * The `iss` of its tokens. The gateway reads the keys from `{issuer}/.well-known/openid-configuration`.
   * @throws at synth if it is not an https URL (http on this machine), has a query or a fragment, or over 2,048 characters
   */
  readonly issuer: string;
  /**
   * A token's `aud` (or `client_id`, where it has no `aud`) must be one of these.
   * @throws at synth if there is none, more than 50, or one is empty or has over 2,048 characters
   */
  readonly audience: string[];
}

/** Settings of the gateway's authorizer. */
export interface BoundAuth {
  readonly authorizer: IHttpRouteAuthorizer;
  /** Sign-in settings of the page, if there is one. */
  readonly signIn?: SignIn;
  readonly userPool?: IUserPool;
  /** The pool, if it was created here. */
  readonly ownUserPool?: IUserPool;
  readonly userPoolClient?: IUserPoolClient;
}

/** A page with sign-in. */
export interface SignedInPage {
  /** The redirect URI. */
  readonly url: string;
  /** The client id at the issuer. */
  readonly clientId: string | undefined;
}

/**
 * API Gateway V2 API reference, "JWTConfiguration": characters of the issuer. For an audience none is documented, but a
 * token with it must fit in a request with 10,240 bytes of headers.
 */
const mostCharacters = 2048;

/** API Gateway developer guide, "Quotas for configuring and running an HTTP API": audiences of an authorizer. */
const mostAudiences = 50;

/** The issuer's endpoints are assumed to be at its origin. */
function signInAt(issuer: string, clientId: string): SignIn {
  if (Token.isUnresolved(issuer))
    throw wrongProp('site', true, 'an issuer that is known at synth, for its origin');
  return { issuer, clientId, origins: [new URL(issuer).origin] };
}

/** What each way of `Auth` needs of a deployment. */
interface Binding {
  readonly needsCognito: boolean;
  bind(scope: Construct, removalPolicy: RemovalPolicy, page?: SignedInPage): BoundAuth;
}

const byCognito = (existing?: CognitoAuthProps): Binding => ({
  needsCognito: true,
  bind(scope, removalPolicy, page) {
    if (page?.clientId !== undefined) throw wrongProp('siteClientId', page.clientId, 'Auth.jwt too');
    if (existing) checkSameRegion(scope, 'Auth.cognito userPool', existing.userPool);
    const { userPool, userPoolClient, hosted } = existing
      ? joinUserPool(scope, existing, page?.url)
      : ownUserPool(scope, removalPolicy, page?.url);
    const authorizer = new HttpUserPoolAuthorizer('Authorizer', userPool, {
      userPoolClients: [userPoolClient, ...(hosted ? [hosted.client] : [])],
    });
    const own = !existing && { ownUserPool: userPool };
    return { authorizer, userPool, ...own, userPoolClient, ...(hosted && { signIn: hosted.signIn }) };
  },
});

const byJwt = ({ issuer, audience }: JwtAuthProps): Binding => ({
  needsCognito: false,
  bind(_scope, _removalPolicy, page) {
    const authorizer = new HttpJwtAuthorizer('Authorizer', issuer, { jwtAudience: audience });
    const [first = ''] = audience;
    return { authorizer, ...(page && { signIn: signInAt(issuer, page.clientId ?? first) }) };
  },
});

const byLambda = (fn: IFunction, props: LambdaAuthProps): Binding => {
  const { cacheTtl, issuer } = lambdaSettingsOf(props);
  return {
    needsCognito: false,
    bind(scope, _removalPolicy, page) {
      checkSameRegion(scope, 'Auth.lambda', fn);
      const authorizer = lambdaAuthorizer(fn, cacheTtl);
      if (!page) return { authorizer };
      if (issuer === undefined || page.clientId === undefined)
        throw wrongProp('site', true, 'siteClientId and the issuer of Auth.lambda too, where users sign in');
      return { authorizer, signIn: signInAt(issuer, page.clientId) };
    },
  };
};

/** Who may call the API: callers with a token that the gateway, or a function of yours, verifies. */
export class Auth {
  /**
   * Creates a Cognito user pool and a client, or a client in a pool that exists. Self sign-up is off in a new pool: an
   * administrator creates the users. A pool that was created here is retained when `auth` changes; to return to it, pass
   * it as `userPool`: without it, a second and empty pool would be created.
   *
   * @param props an existing pool, if there is one
   * @returns for the prop `auth`
   * @throws at synth if `signInUrl` is not an https URL
   * @example
   * import { Auth, Waybill } from 'waybill';
   *
   * new Waybill(stack, 'Files', { auth: Auth.cognito() });
   */
  static cognito(props?: CognitoAuthProps): Auth {
    if (props?.signInUrl !== undefined && !isSafeUrl(props.signInUrl))
      throw wrongProp('Auth.cognito signInUrl', props.signInUrl, 'an https URL without query or fragment');
    return new Auth(byCognito(props));
  }

  /**
   * Accepts tokens of an existing issuer.
   *
   * @param props issuer and audience
   * @returns for the prop `auth`
   * @throws at synth if the issuer is not an https URL, or no audience is given
   * @example
   * import { Auth, Waybill } from 'waybill';
   *
   * new Waybill(stack, 'Files', {
   *   auth: Auth.jwt({ issuer: 'https://login.example.com/', audience: ['files'] }),
   * });
   */
  static jwt(props: JwtAuthProps): Auth {
    const { issuer } = props;
    const audience = [...new Set(props.audience)];
    if (!Token.isUnresolved(issuer) && !isSafeUrl(issuer)) {
      throw wrongProp('Auth.jwt issuer', issuer, 'an https URL without query or fragment');
    }
    for (const [what, text] of [['issuer', issuer], ...audience.map((one) => ['audience', one])] as const)
      if (!Token.isUnresolved(text) && text.length > mostCharacters)
        throw wrongProp(
          `Auth.jwt ${what}`,
          `${text.length} characters`,
          `at most ${mostCharacters} characters, which API Gateway accepts: register a shorter one`,
        );
    if (audience.length === 0 || audience.some((one) => one.trim() === '')) {
      throw wrongProp('Auth.jwt audience', audience, 'at least one audience, none of them empty');
    }
    if (audience.length > mostAudiences) {
      throw wrongProp('Auth.jwt audience', audience.length, `at most ${mostAudiences} audiences`);
    }
    return new Auth(byJwt({ issuer, audience }));
  }

  /**
   * Accepts what a function of yours accepts: tokens that the gateway cannot verify itself, such as those signed with
   * ES256 or EdDSA, opaque ones and session cookies. It gets each request with an `Authorization` header (payload format
   * 2.0), and returns an `AuthorizerResult`: the claims of the caller.
   *
   * @param fn the authorizer, in the region of the stack; a function that was imported must let API Gateway invoke it
   * @param props settings of the authorizer
   * @returns for the prop `auth`
   * @throws at synth if `cacheTtl` is over an hour, or `issuer` is not an https URL
   * @example
   * import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
   * import { Auth, Waybill } from 'waybill';
   *
   * const authorizer = new Function(stack, 'Authorizer', {
   *   runtime: Runtime.NODEJS_24_X,
   *   handler: 'index.handler',
   *   code: Code.fromAsset('authorizer'),
   * });
   * new Waybill(stack, 'Files', { auth: Auth.lambda(authorizer) });
   */
  static lambda(fn: IFunction, props: LambdaAuthProps = {}): Auth {
    return new Auth(byLambda(fn, props));
  }

  private constructor(private readonly binding: Binding) {}

  /** @internal */
  get _needsCognito(): boolean {
    return this.binding.needsCognito;
  }

  /** @internal */
  _bind(scope: Construct, removalPolicy: RemovalPolicy, page?: SignedInPage): BoundAuth {
    return this.binding.bind(scope, removalPolicy, page);
  }
}
