import { describe, expect, test } from '@jest/globals';
import { Auth } from '../../../lib/index.js';
import { section } from '../../docs/page.js';
import { find, ofType, resourcesOf, synthesize } from '../synthesize.js';

describe('Auth.cognito(), the default', () => {
  const resources = resourcesOf(synthesize());

  test('makes a pool that no stranger can join, and that outlives its stack', () => {
    const { Properties: pool, DeletionPolicy } = find(resources, 'AWS::Cognito::UserPool');
    expect(pool).toMatchObject({
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
      DeletionProtection: 'ACTIVE',
    });
    expect(DeletionPolicy).toBe('Retain');
  });

  test('creates a client that never sends a password in plain text, and has no secret', () => {
    const { Properties: client } = find(resources, 'AWS::Cognito::UserPoolClient');
    expect(client).toMatchObject({ GenerateSecret: false, PreventUserExistenceErrors: 'ENABLED' });
    expect(client['ExplicitAuthFlows']).toEqual([
      'ALLOW_ADMIN_USER_PASSWORD_AUTH',
      'ALLOW_USER_SRP_AUTH',
      'ALLOW_REFRESH_TOKEN_AUTH',
    ]);
  });

  test('has the gateway accept tokens of that pool for that client', () => {
    expect(find(resources, 'AWS::ApiGatewayV2::Authorizer').Properties).toMatchObject({
      AuthorizerType: 'JWT',
      IdentitySource: ['$request.header.Authorization'],
      JwtConfiguration: {
        Issuer: 'https://cognito-idp.eu-west-1.amazonaws.com/Users',
        Audience: ['UsersClient'],
      },
    });
  });
});

describe('Auth.jwt()', () => {
  const auth = Auth.jwt({ issuer: 'https://login.example.com/', audience: ['waybill', 'batch'] });
  const resources = resourcesOf(synthesize({ auth }));

  test('has the gateway accept tokens of that issuer for those audiences', () => {
    expect(find(resources, 'AWS::ApiGatewayV2::Authorizer').Properties['JwtConfiguration']).toEqual({
      Issuer: 'https://login.example.com/',
      Audience: ['waybill', 'batch'],
    });
  });

  test('makes no user pool', () => {
    expect(ofType(resources, 'AWS::Cognito::UserPool')).toEqual([]);
  });

  test.each([
    ['http://login.example.com', 'Waybill: Auth.jwt issuer: expected an https URL'],
    ['login.example.com', 'got "login.example.com"'],
    ['https://login.example.com/?tenant=1', 'without query'],
  ])('refuses the issuer %s', (issuer, message) => {
    expect(() => Auth.jwt({ issuer, audience: ['waybill'] })).toThrow(message);
  });

  // API Gateway quotas: "Audiences per authorizer" of an HTTP API.
  test('has at most 50 audiences, each once', () => {
    const issuer = 'https://login.example.com';
    const named = (count: number) => Array.from({ length: count }, (_, index) => `client-${index}`);
    const audienceOf = (audience: string[]) =>
      find(resourcesOf(synthesize({ auth: Auth.jwt({ issuer, audience }) })), 'AWS::ApiGatewayV2::Authorizer')
        .Properties['JwtConfiguration'];
    expect(audienceOf([...named(50), 'client-0'])).toMatchObject({ Audience: named(50) });
    expect(() => Auth.jwt({ issuer, audience: named(51) })).toThrow(
      'Waybill: Auth.jwt audience: expected at most 50 audiences, got 51',
    );
  });

  test.each([[[]], [['']]])('refuses the audience %j', (audience) => {
    const issuer = 'https://login.example.com';
    expect(() => Auth.jwt({ issuer, audience })).toThrow('Waybill: Auth.jwt audience: expected at least one');
  });

  test('accepts an issuer on this machine without TLS', () => {
    expect(() => Auth.jwt({ issuer: 'http://127.0.0.1:8080', audience: ['waybill'] })).not.toThrow();
  });

  // API Gateway developer guide, "Control access to HTTP APIs with JWT authorizers": none of it shows at synth.
  test.each(['RS256', '`kid`', 'ES256', '1.5 seconds', 'public internet', 'at deployment too'])(
    'and docs/construct.md names %s among what the gateway asks of an issuer',
    (named) => {
      expect(section('docs/construct.md', '## Authentication')).toContain(named);
    },
  );
});
