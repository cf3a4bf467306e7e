import { Duration, RemovalPolicy, Size, type Stack } from 'aws-cdk-lib';
import { PriceClass } from 'aws-cdk-lib/aws-cloudfront';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import {
  Auth,
  ContentLevel,
  FindingGrade,
  OnFinding,
  OnMismatch,
  Permission,
  StorageAddressing,
  type WaybillProps,
} from '../../../lib/index.js';
import { functionNames } from '../../../lambda/functions.js';
import { constructId } from '../../../lib/function/function.js';
import { account, region } from '../synthesize.js';
import {
  existing,
  webAclArn,
  withCdn,
  withCdnDomain,
  withDomain,
  withSite,
  withSiteDomain,
} from './configurations.js';
import type { Effect, Effects } from './effects.js';

/** Of the CDK's bootstrap. */
const executionRole = `arn:aws:iam::${account}:role/cdk-hnb659fds-cfn-exec-role-${account}-${region}`;

type Props = WaybillProps | ((stack: Stack) => WaybillProps);

/** One prop that is set, and later taken out again. */
export interface PropChange {
  /** The others that it needs. @default none */
  readonly beside?: Props;
  readonly props: Props;
  /** Effects on stateful resources when it is set. @default none */
  readonly on?: Effects;
  /** When it is taken out. @default as `on` */
  readonly off?: Effects;
}

const allLogs: Effects = Object.fromEntries(
  [...functionNames, 'api'].map((name) => [`${constructId(name)}Logs`, 'updated']),
);

const siteParts = (effect: Effect): Effects =>
  Object.fromEntries(
    ['SiteBucket', 'SiteDistribution', 'UsersSiteClient', 'UsersSiteDomain'].map((part) => [part, effect]),
  );

/** None of it is state: the secret's key pair is made again. */
const cdnParts = (effect: Effect): Effects =>
  Object.fromEntries(['CdnDistribution', 'CdnPrivateKey', 'CdnMakerLogs'].map((part) => [part, effect]));

/** The page's origin is in the CORS rules, and where people are sent after they have signed in. */
const siteAddress: Effects = {
  SiteDistribution: 'updated',
  UsersSiteClient: 'updated',
  Bucket: 'updated',
  Api: 'updated',
};

/** Each prop of the construct: the compiler finds the one that is missing. */
export const propChanges = {
  auth: {
    props: { auth: Auth.jwt({ issuer: 'https://login.example.com', audience: ['files'] }) },
    on: { Users: 'retained', UsersClient: 'removed' },
    off: { Users: 'created', UsersClient: 'created' },
  },
  ownerClaim: { props: { ownerClaim: 'tenant' } },
  subjectClaim: { props: { subjectClaim: 'oid' } },
  groupsClaim: { props: { groupsClaim: 'groups' } },
  rolesClaim: { props: { rolesClaim: 'scope' } },
  roles: { props: { roles: { keepers: [Permission.FILES_ADMIN] } } },
  allowedOrigins: {
    props: { allowedOrigins: ['https://app.example.com'] },
    on: { Bucket: 'updated', Api: 'updated' },
  },
  allowedTypes: { props: { allowedTypes: ['image/png'] } },
  minSize: { props: { minSize: Size.bytes(1) } },
  maxSize: { props: { maxSize: Size.mebibytes(1) } },
  multipartThreshold: { props: { multipartThreshold: Size.mebibytes(5) } },
  maxPixels: { props: { maxPixels: 1000 } },
  contentLevel: { props: { contentLevel: ContentLevel.FULL } },
  alsoAllowedTypes: { props: { alsoAllowedTypes: ['text/html'] } },
  blockedExtensions: { props: { blockedExtensions: ['exe'] } },
  fullMaxBytes: {
    beside: { contentLevel: ContentLevel.FULL },
    props: { fullMaxBytes: Size.mebibytes(64) },
  },
  refuseNestedArchives: { props: { refuseNestedArchives: true } },
  onFinding: { props: { onFinding: OnFinding.HOLD } },
  onMismatch: { props: { onMismatch: OnMismatch.REJECT } },
  activeContent: { props: { activeContent: { macro: FindingGrade.WARN } } },
  onProtected: { props: { onProtected: FindingGrade.REFUSE } },
  refuseLocation: { props: { refuseLocation: true } },
  malwareProtection: { props: { malwareProtection: true } },
  malwareScanTimeout: {
    beside: { malwareProtection: true },
    props: { malwareScanTimeout: Duration.hours(2) },
  },
  uploadUrlLife: { props: { uploadUrlLife: Duration.minutes(5) } },
  partUrlLife: { props: { partUrlLife: Duration.hours(1) } },
  uploadLife: { props: { uploadLife: Duration.days(7) }, on: { Bucket: 'updated' } },
  readUrlLife: { props: { readUrlLife: Duration.hours(1) } },
  bindReads: { beside: withCdn, props: { bindReads: true }, on: { CdnDistribution: 'updated' } },
  maxFiles: { props: { maxFiles: 10 } },
  maxBytes: { props: { maxBytes: Size.gibibytes(1) } },
  maxPendingUploads: { props: { maxPendingUploads: 10 } },
  rateLimit: { props: { rateLimit: 10 } },
  burstLimit: { props: { burstLimit: 10 } },
  warmThroughput: {
    props: { warmThroughput: { readUnitsPerSecond: 12_000, writeUnitsPerSecond: 40_000 } },
    on: { Table: 'updated' },
  },
  validationConcurrency: { props: { validationConcurrency: 100 } },
  webhookConcurrency: { props: { webhookConcurrency: 100 } },
  encryptionKey: {
    props: (stack: Stack) => ({ encryptionKey: existing.key(stack) }),
    on: { Bucket: 'updated' },
  },
  formerEncryptionKeys: { props: (stack: Stack) => ({ formerEncryptionKeys: [existing.key(stack)] }) },
  removalPolicy: {
    props: { removalPolicy: RemovalPolicy.DESTROY },
    on: { Bucket: 'updated', Table: 'updated', Users: 'updated', WebhookKey: 'updated' },
  },
  breakGlassRoleArns: { props: { breakGlassRoleArns: [`arn:aws:iam::${account}:role/BreakGlass`] } },
  deploymentRoleArns: { props: { deploymentRoleArns: [executionRole] } },
  logRetention: { props: { logRetention: RetentionDays.ONE_YEAR }, on: allLogs },
  alarmTopic: { props: (stack: Stack) => ({ alarmTopic: existing.topic(stack) }) },
  metrics: { props: { metrics: false } },
  tracing: { props: { tracing: false } },
  eventBus: {
    props: (stack: Stack) => ({ eventBus: existing.bus(stack) }),
    on: { EventBus: 'removed' },
    off: { EventBus: 'created' },
  },
  announceReads: { props: { announceReads: true } },
  webhooks: { props: { webhooks: [{ url: 'https://hooks.example.com/files' }] } },
  allowLoopbackWebhooks: {
    beside: { awsEndpoint: 'http://127.0.0.1:9000' },
    props: { allowLoopbackWebhooks: true },
  },
  publicUrl: { props: { publicUrl: 'https://files.example.com' } },
  storageEndpoint: { props: { storageEndpoint: 'https://store.example.com' } },
  storageAddressing: {
    beside: { storageEndpoint: 'https://store.example.com' },
    props: { storageAddressing: StorageAddressing.VIRTUAL },
  },
  awsEndpoint: { props: { awsEndpoint: 'http://127.0.0.1:9000' } },
  domainName: { props: withDomain, on: { ApiDomain: 'created' }, off: { ApiDomain: 'removed' } },
  certificate: { props: withDomain, on: { ApiDomain: 'created' }, off: { ApiDomain: 'removed' } },
  hostedZone: { beside: withDomain, props: (stack: Stack) => ({ hostedZone: existing.zone(stack) }) },
  siteDomainName: { beside: withSite, props: withSiteDomain, on: siteAddress },
  siteCertificate: { beside: withSite, props: withSiteDomain, on: siteAddress },
  site: {
    props: withSite,
    on: { ...siteParts('created'), Bucket: 'updated', Api: 'updated' },
    off: { ...siteParts('removed'), Bucket: 'updated', Api: 'updated' },
  },
  cdn: { props: withCdn, on: cdnParts('created'), off: cdnParts('removed') },
  cdnDomainName: { beside: withCdn, props: withCdnDomain, on: { CdnDistribution: 'updated' } },
  cdnCertificate: { beside: withCdn, props: withCdnDomain, on: { CdnDistribution: 'updated' } },
  cdnCookieDomain: {
    beside: (stack) => ({ ...withDomain(stack), ...withCdnDomain(stack) }),
    props: { cdnCookieDomain: 'example.com' },
    // Nothing without an allowed origin.
  },
  cdnPriceClass: {
    beside: withCdn,
    props: { cdnPriceClass: PriceClass.PRICE_CLASS_100 },
    on: { CdnDistribution: 'updated' },
  },
  cdnWebAclArn: {
    beside: withCdn,
    props: { cdnWebAclArn: webAclArn },
    on: { CdnDistribution: 'updated' },
  },
  cdnEndpoint: { beside: withCdn, props: { cdnEndpoint: 'https://edge.example.com' } },
  siteClientId: {
    beside: { ...withSite, auth: Auth.jwt({ issuer: 'https://login.example.com', audience: ['files'] }) },
    props: { siteClientId: 'page' },
  },
  retention: { props: { retention: Duration.days(30) } },
  sweepInterval: { props: { sweepInterval: Duration.minutes(1) } },
  uploadGrace: { props: { uploadGrace: Duration.minutes(5) } },
  orphanGrace: { props: { orphanGrace: Duration.days(1) } },
} satisfies Record<keyof WaybillProps, PropChange>;

/** Props whose change replaces nothing, but loses access to something: no diff shows it. */
export const losesAccess: readonly (keyof WaybillProps)[] = [
  'auth',
  'ownerClaim',
  'subjectClaim',
  'encryptionKey',
  'uploadUrlLife',
  'partUrlLife',
  'readUrlLife',
  'eventBus',
  'domainName',
  'siteDomainName',
  'publicUrl',
  'retention',
  'warmThroughput',
  'logRetention',
  'malwareProtection',
  'webhooks',
  'removalPolicy',
];
