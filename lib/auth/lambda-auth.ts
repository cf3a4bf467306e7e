import { Duration } from 'aws-cdk-lib';
import type { IHttpRouteAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaAuthorizer, HttpLambdaResponseType } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { isSafeUrl, wrongProp } from '../checks/wrong-prop.js';

/** Settings of a Lambda authorizer. */
export interface LambdaAuthProps {
  /**
   * How long the gateway uses one answer of the function for the same `Authorization` header, on all routes. A token that
   * is revoked, or expires, is accepted that much longer. Zero asks the function for each request.
   * @default Duration.minutes(1)
   * @throws at synth if it is not whole seconds, at most an hour
   */
  readonly cacheTtl?: Duration;

  /**
   * The OpenID Connect issuer at which users of the page sign in, for `site`, together with `siteClientId`.
   * @default - none; `site` needs it
   * @throws at synth if it is not an https URL (http on this machine), or has a query or a fragment
   */
  readonly issuer?: string;
}

/**
 * What the function of `Auth.lambda` returns: a simple response of payload format 2.0 (API Gateway Developer Guide,
 * "Control access to HTTP APIs with AWS Lambda authorizers").
 */
export interface AuthorizerResult {
  /** Otherwise the gateway answers 403. */
  readonly isAuthorized: boolean;
  /**
   * The claims of the caller, as in the payload of a token: `ownerClaim`, `subjectClaim`, `rolesClaim` and `groupsClaim`
   * are read from it, and machine clients are recognized by it. Without the claim of the owner (`sub`, by default), the
   * API answers `unauthenticated` (401).
   */
  readonly context?: Readonly<Record<string, unknown>>;
}

/** Called by the gateway, and by this API's gateway alone. */
export function lambdaAuthorizer(fn: IFunction, cacheTtl: Duration): IHttpRouteAuthorizer {
  return new HttpLambdaAuthorizer('Authorizer', fn, {
    responseTypes: [HttpLambdaResponseType.SIMPLE],
    // What clients send everywhere; CORS allows no other header.
    identitySource: ['$request.header.Authorization'],
    resultsCacheTtl: cacheTtl,
  });
}

const longestTtl = Duration.hours(1);

/** Fills in defaults, and throws for invalid props. */
export function lambdaSettingsOf({ cacheTtl = Duration.minutes(1), issuer }: LambdaAuthProps) {
  const seconds = cacheTtl.isUnresolved() ? NaN : cacheTtl.toSeconds({ integral: false });
  if (!Number.isInteger(seconds) || seconds > longestTtl.toSeconds())
    throw wrongProp('Auth.lambda cacheTtl', seconds, `whole seconds, 0 to ${longestTtl.toSeconds()}`);
  if (issuer !== undefined && !isSafeUrl(issuer))
    throw wrongProp('Auth.lambda issuer', issuer, 'an https URL without query or fragment');
  return { cacheTtl, issuer };
}
