import { PriceClass } from 'aws-cdk-lib/aws-cloudfront';
import type { Construct } from 'constructs';
import {
  Auth,
  ContentLevel,
  FindingGrade,
  OnFinding,
  OnMismatch,
  StorageAddressing,
  type WaybillProps,
} from '../lib/index.js';
import * as value from './context-values.js';
import { imported, importedFunction } from './imported-resources.js';

/** Every key of the configuration, with its parser. All are optional. */
const keys = {
  stackName: value.readText,
  issuer: value.readText,
  audience: value.readList,
  authorizer: value.readArn('lambda'),
  ownerClaim: value.readClaims,
  subjectClaim: value.readText,
  groupsClaim: value.readClaims,
  rolesClaim: value.readClaims,
  roles: value.readRoles,
  allowedOrigins: value.readList,
  site: value.readFlag,
  siteClientId: value.readText,
  cdn: value.readFlag,
  cdnDomainName: value.readText,
  cdnCertificate: value.readArn('acm'),
  cdnCookieDomain: value.readText,
  cdnPriceClass: value.readOneOf(PriceClass),
  cdnWebAclArn: value.readText,
  allowedTypes: value.readList,
  alsoAllowedTypes: value.readList,
  blockedExtensions: value.readList,
  minSize: value.readSize,
  maxSize: value.readSize,
  maxPixels: value.readWholeNumber,
  contentLevel: value.readOneOf(ContentLevel),
  fullMaxBytes: value.readSize,
  refuseNestedArchives: value.readFlag,
  onFinding: value.readOneOf(OnFinding),
  onMismatch: value.readOneOf(OnMismatch),
  activeContent: value.readActiveContent,
  onProtected: value.readOneOf(FindingGrade),
  refuseLocation: value.readFlag,
  malwareProtection: value.readFlag,
  malwareScanTimeout: value.readDuration,
  multipartThreshold: value.readSize,
  uploadUrlLife: value.readDuration,
  partUrlLife: value.readDuration,
  uploadLife: value.readDuration,
  readUrlLife: value.readDuration,
  bindReads: value.readFlag,
  retention: value.readDuration,
  sweepInterval: value.readDuration,
  uploadGrace: value.readDuration,
  orphanGrace: value.readDuration,
  maxFiles: value.readWholeNumber,
  maxBytes: value.readSize,
  maxPendingUploads: value.readWholeNumber,
  rateLimit: value.readWholeNumber,
  burstLimit: value.readWholeNumber,
  warmThroughput: value.readWarmThroughput,
  validationConcurrency: value.readWholeNumber,
  webhookConcurrency: value.readWholeNumber,
  encryptionKey: value.readArn('kms'),
  formerEncryptionKeys: value.readArns('kms'),
  removalPolicy: value.readRemovalPolicy,
  breakGlassRoleArns: value.readList,
  deploymentRoleArns: value.readList,
  logRetention: value.readRetentionDays,
  alarmTopic: value.readArn('sns'),
  metrics: value.readFlag,
  tracing: value.readFlag,
  publicUrl: value.readText,
  domainName: value.readText,
  certificate: value.readArn('acm'),
  hostedZone: value.readHostedZone,
  siteDomainName: value.readText,
  siteCertificate: value.readArn('acm'),
  eventBus: value.readArn('events'),
  announceReads: value.readFlag,
  webhooks: value.readWebhooks,
  allowLoopbackWebhooks: value.readFlag,
  storageEndpoint: value.readText,
  storageAddressing: value.readOneOf(StorageAddressing),
  cdnEndpoint: value.readText,
  awsEndpoint: value.readText,
} satisfies Record<string, value.Parse<unknown>>;

type Keys = typeof keys;
type Values = { readonly [K in keyof Keys]?: ReturnType<Keys[K]> };

export interface Configuration {
  readonly stackName: string;
  /** ARNs in the configuration become constructs, so the props need a scope. */
  readonly props: (scope: Construct) => WaybillProps;
}

/**
 * Reads the app's context: the `waybill` object of cdk.json, each key overridden by `-c key=value`.
 * @throws for an unknown key, or an invalid value
 */
export function readConfiguration(context: Readonly<Record<string, unknown>>): Configuration {
  const { waybill = {}, ...rest } = context;
  if (typeof waybill !== 'object' || waybill === null || Array.isArray(waybill)) {
    throw value.wrongValue('waybill', waybill, 'an object');
  }
  // The CDK's own context keys have a namespace (`@aws-cdk/…`, `aws:cdk:…`, `availability-zones:…`).
  const overrides = Object.entries(rest).filter(([key]) => !/[:@/]/.test(key));
  const {
    stackName = 'Waybill',
    issuer,
    audience,
    authorizer,
    ...values
  } = parse({
    ...waybill,
    ...Object.fromEntries(overrides),
  });
  const authOf = authIn({ issuer, audience, authorizer });
  return {
    stackName,
    props: (scope) => ({ ...imported(scope, values), ...(authOf && { auth: authOf(scope) }) }),
  };
}

function parse(given: Record<string, unknown>): Values {
  return Object.fromEntries(
    Object.entries(given).map(([key, seen]) => {
      const read: value.Parse<unknown> | undefined = Object.hasOwn(keys, key)
        ? keys[key as keyof Keys]
        : undefined;
      if (!read)
        throw new Error(`Waybill: context ${key}: not known; the keys are ${Object.keys(keys).join(', ')}`);
      return [key, read(key, seen)];
    }),
  );
}

/** With an authorizer, the issuer is where users of the page sign in. */
function authIn({
  issuer,
  audience,
  authorizer,
}: Pick<Values, 'issuer' | 'audience' | 'authorizer'>): ((scope: Construct) => Auth) | undefined {
  if (authorizer !== undefined) {
    if (audience !== undefined)
      throw new Error('Waybill: context audience: is checked by the authorizer: give one of the two');
    return (scope) =>
      Auth.lambda(importedFunction(scope, authorizer), issuer === undefined ? {} : { issuer });
  }
  if (issuer === undefined && audience === undefined) return undefined;
  if (issuer === undefined) throw new Error('Waybill: context audience: needs issuer too');
  if (audience === undefined) throw new Error('Waybill: context issuer: needs audience too');
  return () => Auth.jwt({ issuer, audience });
}
