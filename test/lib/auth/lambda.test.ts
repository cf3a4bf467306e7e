import { describe, expect, test } from '@jest/globals';
import { Duration, type Stack } from 'aws-cdk-lib';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Auth, type LambdaAuthProps, type WaybillProps } from '../../../lib/index.js';
import { find, ofType, resourcesOf, synthesize } from '../synthesize.js';

const authorizerIn = (stack: Stack) =>
  new Function(stack, 'Authorizer', {
    runtime: Runtime.NODEJS_24_X,
    handler: 'index.handler',
    code: Code.fromInline('exports.handler = async () => ({ isAuthorized: false })'),
  });
const withAuthorizer = (given?: LambdaAuthProps, props: WaybillProps = {}) =>
  resourcesOf(synthesize((stack) => ({ ...props, auth: Auth.lambda(authorizerIn(stack), given) })));
const pageHeaders = (resources: ReturnType<typeof withAuthorizer>) =>
  ofType(resources, 'Custom::CDKBucketDeployment')
    .map(([, { Properties }]) => JSON.stringify(Properties['UserMetadata']))
    .join('');

describe('Auth.lambda()', () => {
  const resources = withAuthorizer({}, { allowedOrigins: ['https://app.example.com'] });

  test('has the gateway ask the function, by the header that CORS allows', () => {
    expect(find(resources, 'AWS::ApiGatewayV2::Authorizer').Properties).toMatchObject({
      AuthorizerType: 'REQUEST',
      AuthorizerPayloadFormatVersion: '2.0',
      EnableSimpleResponses: true,
      IdentitySource: ['$request.header.Authorization'],
      AuthorizerResultTtlInSeconds: 60,
    });
    expect(find(resources, 'AWS::ApiGatewayV2::Api').Properties).toMatchObject({
      CorsConfiguration: { AllowHeaders: expect.arrayContaining(['authorization']) },
    });
  });

  test('has every route ask it but the open ones', () => {
    const types = ofType(resources, 'AWS::ApiGatewayV2::Route').map(
      ([, { Properties }]) => Properties['AuthorizationType'],
    );
    expect(new Set(types)).toEqual(new Set(['CUSTOM', 'NONE']));
    const byJwt = ofType(resourcesOf(synthesize()), 'AWS::ApiGatewayV2::Route').map(
      ([, { Properties }]) => Properties['AuthorizationType'],
    );
    expect(types.map((type) => type === 'NONE')).toEqual(byJwt.map((type) => type === 'NONE'));
  });

  test('lets no one else invoke the function than this API’s authorizer', () => {
    const permissions = ofType(resources, 'AWS::Lambda::Permission').filter(([, { Properties }]) =>
      JSON.stringify(Properties['FunctionName']).includes('Authorizer'),
    );
    expect(permissions).toHaveLength(1);
    expect(permissions[0]?.[1].Properties).toMatchObject({
      Action: 'lambda:InvokeFunction',
      Principal: 'apigateway.amazonaws.com',
      SourceArn: expect.stringMatching(
        /^arn:aws:execute-api:eu-west-1:111122223333:[^:/*]+\/authorizers\/[^/*]+$/,
      ),
    });
  });

  test('makes no user pool', () => {
    expect(ofType(resources, 'AWS::Cognito::UserPool')).toEqual([]);
  });

  test.each([
    [Duration.seconds(0), 0],
    [Duration.hours(1), 3600],
  ])('caches for %s', (cacheTtl, seconds) => {
    expect(find(withAuthorizer({ cacheTtl }), 'AWS::ApiGatewayV2::Authorizer').Properties).toMatchObject({
      AuthorizerResultTtlInSeconds: seconds,
    });
  });

  test('has the page sign in at the issuer that is named', () => {
    const issuer = 'https://login.example.com/realms/a';
    expect(pageHeaders(withAuthorizer({ issuer }, { site: true, siteClientId: 'page' }))).toContain(
      'https://login.example.com',
    );
  });

  test.each<[LambdaAuthProps, WaybillProps, string]>([
    [
      { cacheTtl: Duration.seconds(3601) },
      {},
      'Auth.lambda cacheTtl: expected whole seconds, 0 to 3600, got 3601',
    ],
    [{ cacheTtl: Duration.millis(1500) }, {}, 'Auth.lambda cacheTtl: expected whole seconds'],
    [{ issuer: 'http://login.example.com' }, {}, 'Auth.lambda issuer: expected an https URL'],
    [{}, { site: true }, 'site: expected siteClientId and the issuer of Auth.lambda too'],
    [{ issuer: 'https://login.example.com' }, { site: true }, 'site: expected siteClientId and the issuer'],
  ])('refuses %j with %j', (given, props, message) => {
    expect(() => withAuthorizer(given, props)).toThrow(message);
  });
});
