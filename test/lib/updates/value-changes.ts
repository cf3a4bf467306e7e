import { Duration, type Stack } from 'aws-cdk-lib';
import { UserPool } from 'aws-cdk-lib/aws-cognito';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Auth, type WaybillProps } from '../../../lib/index.js';
import { existing, withDomain, withSiteDomain } from './configurations.js';
import type { Effects } from './effects.js';

/** One value in place of another. */
export interface ValueChange {
  readonly what: string;
  readonly from: (stack: Stack) => WaybillProps;
  readonly to: (stack: Stack) => WaybillProps;
  /** On stateful resources. @default none */
  readonly effects?: Effects;
}

const issuer = (origin: string, ...audience: string[]) => ({
  auth: Auth.jwt({ issuer: `https://${origin}`, audience }),
});
const lives = (minutes: number) => ({
  uploadUrlLife: Duration.minutes(minutes),
  partUrlLife: Duration.minutes(minutes),
  readUrlLife: Duration.minutes(minutes),
});

export const valueChanges: readonly ValueChange[] = [
  {
    what: 'a key in place of another, which is kept as a former one',
    from: (stack) => ({ encryptionKey: existing.key(stack) }),
    to: (stack) => ({
      encryptionKey: existing.otherKey(stack),
      formerEncryptionKeys: [existing.key(stack)],
    }),
    effects: { Bucket: 'updated' },
  },
  {
    what: 'a key that is removed, and kept as a former one',
    from: (stack) => ({ encryptionKey: existing.key(stack) }),
    to: (stack) => ({ formerEncryptionKeys: [existing.key(stack)] }),
    effects: { Bucket: 'updated' },
  },
  {
    what: 'another rotation of the CDN’s key pair',
    from: () => ({ cdn: true, cdnKeyGeneration: 2 }),
    to: () => ({ cdn: true, cdnKeyGeneration: 3 }),
    effects: {
      CdnDistribution: 'updated',
      CdnKey1PrivateKey: 'removed',
      CdnKey3PrivateKey: 'created',
    },
  },
  { what: 'shorter lives of URLs', from: () => lives(15), to: () => lives(5) },
  {
    what: 'another issuer',
    from: () => issuer('login.example.com', 'files'),
    to: () => issuer('id.example.com', 'files'),
  },
  {
    what: 'another audience',
    from: () => issuer('login.example.com', 'files'),
    to: () => issuer('login.example.com', 'files', 'mobile'),
  },
  {
    what: 'Cognito again, with the pool that an earlier change left in the account',
    from: () => issuer('login.example.com', 'files'),
    to: (stack) => ({
      auth: Auth.cognito({ userPool: UserPool.fromUserPoolId(stack, 'Pool', 'eu-west-1_Example1') }),
    }),
    effects: { UserPoolClient: 'created' },
  },
  {
    what: 'another domain name of the API',
    from: withDomain,
    to: (stack) => ({ ...withDomain(stack), domainName: 'api.example.com' }),
    effects: { ApiDomain: 'replaced' },
  },
  {
    what: 'another domain name of the page',
    from: withSiteDomain,
    to: (stack) => ({ ...withSiteDomain(stack), siteDomainName: 'my.example.com' }),
    effects: { SiteDistribution: 'updated', UsersSiteClient: 'updated', Bucket: 'updated', Api: 'updated' },
  },
  {
    what: 'an issuer for the page’s sign-in in place of Cognito',
    from: () => ({ site: true }),
    to: () => ({ site: true, ...issuer('login.example.com', 'files') }),
    effects: {
      Users: 'retained',
      UsersClient: 'removed',
      UsersSiteClient: 'removed',
      UsersSiteDomain: 'removed',
    },
  },
  {
    what: 'a higher capacity',
    from: () => ({ warmThroughput: { writeUnitsPerSecond: 8000 } }),
    to: () => ({ warmThroughput: { writeUnitsPerSecond: 40_000 } }),
    effects: { Table: 'updated' },
  },
  {
    what: 'a shorter life of uploads',
    from: () => ({ uploadLife: Duration.days(7) }),
    to: () => ({ uploadLife: Duration.hours(1) }),
    effects: { Bucket: 'updated' },
  },
  {
    what: 'another endpoint of webhooks, and a shorter life of logs',
    from: () => ({
      webhooks: [{ url: 'https://hooks.example.com/a' }],
      logRetention: RetentionDays.ONE_YEAR,
    }),
    to: () => ({ webhooks: [{ url: 'https://hooks.example.com/b' }], logRetention: RetentionDays.ONE_YEAR }),
  },
];
