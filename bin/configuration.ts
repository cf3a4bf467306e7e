import { EventBus } from 'aws-cdk-lib/aws-events';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { Auth, ContentLevel, OnFinding, StorageAddressing, type WaybillProps } from '../lib/index.js';
import * as value from './context-values.js';

/** Every key of the configuration, with its parser. All are optional. */
const keys = {
  stackName: value.text,
  issuer: value.text,
  audience: value.list,
  ownerClaim: value.text,
  groupsClaim: value.text,
  rolesClaim: value.text,
  roles: value.roles,
  allowedOrigins: value.list,
  site: value.flag,
  siteClientId: value.text,
  allowedTypes: value.list,
  maxSize: value.size,
  maxPixels: value.wholeNumber,
  contentLevel: value.oneOf(ContentLevel),
  onFinding: value.oneOf(OnFinding),
  malwareProtection: value.flag,
  malwareScanTimeout: value.duration,
  multipartThreshold: value.size,
  uploadUrlLife: value.duration,
  partUrlLife: value.duration,
  uploadLife: value.duration,
  readUrlLife: value.duration,
  retention: value.duration,
  sweepInterval: value.duration,
  uploadGrace: value.duration,
  orphanGrace: value.duration,
  maxFiles: value.wholeNumber,
  maxBytes: value.size,
  maxPendingUploads: value.wholeNumber,
  rateLimit: value.wholeNumber,
  burstLimit: value.wholeNumber,
  warmThroughput: value.warmThroughput,
  validationConcurrency: value.wholeNumber,
  encryptionKey: value.arn('kms'),
  removalPolicy: value.removalPolicy,
  breakGlassRoleArns: value.list,
  logRetention: value.retentionDays,
  alarmTopic: value.arn('sns'),
  publicUrl: value.text,
  eventBus: value.arn('events'),
  announceReads: value.flag,
  webhooks: value.webhooks,
  allowLoopbackWebhooks: value.flag,
  storageEndpoint: value.text,
  storageAddressing: value.oneOf(StorageAddressing),
  awsEndpoint: value.text,
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
  const values = parse({ ...waybill, ...Object.fromEntries(overrides) });

  const { stackName = 'Waybill', issuer, audience, encryptionKey, alarmTopic, eventBus, ...plain } = values;
  const auth = authOf(issuer, audience);
  return {
    stackName,
    props: (scope) => ({
      ...plain,
      ...(auth && { auth }),
      ...(encryptionKey && { encryptionKey: Key.fromKeyArn(scope, 'EncryptionKey', encryptionKey) }),
      ...(alarmTopic && { alarmTopic: Topic.fromTopicArn(scope, 'AlarmTopic', alarmTopic) }),
      ...(eventBus && { eventBus: EventBus.fromEventBusArn(scope, 'EventBus', eventBus) }),
    }),
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

function authOf(issuer: string | undefined, audience: string[] | undefined): Auth | undefined {
  if (issuer === undefined && audience === undefined) return undefined;
  if (issuer === undefined) throw new Error('Waybill: context audience: needs issuer too');
  if (audience === undefined) throw new Error('Waybill: context issuer: needs audience too');
  return Auth.jwt({ issuer, audience });
}
