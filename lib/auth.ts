import { Token, type RemovalPolicy } from 'aws-cdk-lib';
import type { IHttpRouteAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpJwtAuthorizer, HttpUserPoolAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import type { IUserPool, IUserPoolClient } from 'aws-cdk-lib/aws-cognito';
import type { Construct } from 'constructs';
import { makeUserPool } from './user-pool.js';
import { isSafeUrl, wrongProp } from './wrong-prop.js';

/** An OpenID Connect issuer whose tokens are accepted. */
export interface JwtAuthProps {
  /** The `iss` of its tokens. The gateway reads the keys from `{issuer}/.well-known/openid-configuration`. */
  readonly issuer: string;
  /** A token's `aud` (or `client_id`, where it has no `aud`) must be one of these. At least one. */
  readonly audience: string[];
}

/** What the gateway checks tokens with. */
export interface BoundAuth {
  readonly authorizer: IHttpRouteAuthorizer;
  readonly userPool?: IUserPool;
  readonly userPoolClient?: IUserPoolClient;
}

/** Who may call the API: holders of a token that the gateway verifies (signature, issuer, audience, expiry). */
export class Auth {
  /** Makes a Cognito user pool and a client. Self sign-up is off: an administrator creates the users. */
  static cognito(): Auth {
    return new Auth();
  }

  /**
   * Tokens of an issuer that you already have.
   * @throws at synth when the issuer is not an https URL, or no audience is given
   */
  static jwt(props: JwtAuthProps): Auth {
    const { issuer, audience } = props;
    if (!Token.isUnresolved(issuer) && !isSafeUrl(issuer)) {
      throw wrongProp('Auth.jwt issuer', issuer, 'an https URL without query or fragment');
    }
    if (audience.length === 0 || audience.some((one) => one.trim() === '')) {
      throw wrongProp('Auth.jwt audience', audience, 'at least one audience, none of them empty');
    }
    return new Auth({ issuer, audience: [...audience] });
  }

  private constructor(private readonly issued?: JwtAuthProps) {}

  /** @internal */
  _bind(scope: Construct, removalPolicy: RemovalPolicy): BoundAuth {
    if (this.issued) {
      const { issuer, audience } = this.issued;
      return { authorizer: new HttpJwtAuthorizer('Authorizer', issuer, { jwtAudience: audience }) };
    }
    const { userPool, userPoolClient } = makeUserPool(scope, removalPolicy);
    const authorizer = new HttpUserPoolAuthorizer('Authorizer', userPool, {
      userPoolClients: [userPoolClient],
    });
    return { authorizer, userPool, userPoolClient };
  }
}
