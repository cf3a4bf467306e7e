import { Duration, Size, type Stack } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { EventBus } from 'aws-cdk-lib/aws-events';
import { Key } from 'aws-cdk-lib/aws-kms';
import { HostedZone } from 'aws-cdk-lib/aws-route53';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { OnFinding, OnMismatch, type WaybillProps } from '../../../lib/index.js';
import { account, keyArn, region } from '../synthesize.js';

const certificateArn = (where: string) =>
  `arn:aws:acm:${where}:${account}:certificate/01234567-89ab-cdef-0123-456789abcdef`;

/** Resources of an account that props may name. */
export const existing = {
  key: (stack: Stack) => Key.fromKeyArn(stack, 'Key', keyArn),
  otherKey: (stack: Stack) => Key.fromKeyArn(stack, 'OtherKey', keyArn.replace('01234567', '76543210')),
  topic: (stack: Stack) => Topic.fromTopicArn(stack, 'Topic', `arn:aws:sns:${region}:${account}:on-call`),
  bus: (stack: Stack) =>
    EventBus.fromEventBusArn(stack, 'Bus', `arn:aws:events:${region}:${account}:event-bus/files`),
  zone: (stack: Stack) =>
    HostedZone.fromHostedZoneAttributes(stack, 'Zone', { hostedZoneId: 'Z1', zoneName: 'example.com' }),
  certificate: (stack: Stack, where = region) =>
    Certificate.fromCertificateArn(stack, `Certificate-${where}`, certificateArn(where)),
};

export const withDomain = (stack: Stack) =>
  ({ domainName: 'files.example.com', certificate: existing.certificate(stack) }) satisfies WaybillProps;

export const withSite = { site: true } satisfies WaybillProps;

export const withSiteDomain = (stack: Stack) =>
  ({
    ...withSite,
    siteDomainName: 'app.example.com',
    siteCertificate: existing.certificate(stack, 'us-east-1'),
  }) satisfies WaybillProps;

export const withCdn = { cdn: true } satisfies WaybillProps;

export const withCdnDomain = (stack: Stack) =>
  ({
    ...withCdn,
    cdnDomainName: 'media.example.com',
    cdnCertificate: existing.certificate(stack, 'us-east-1'),
  }) satisfies WaybillProps;

export const webAclArn = `arn:aws:wafv2:us-east-1:${account}:global/webacl/files/01234567-89ab-cdef-0123-456789abcdef`;

/** Every part that a deployment can have. */
export const everythingOn = (stack: Stack): WaybillProps => ({
  ...withDomain(stack),
  ...withSiteDomain(stack),
  ...withCdn,
  cdnDomainName: 'media.example.com',
  cdnCertificate: Certificate.fromCertificateArn(stack, 'CdnCertificate', certificateArn('us-east-1')),
  cdnCookieDomain: 'example.com',
  cdnWebAclArn: webAclArn,
  hostedZone: existing.zone(stack),
  allowedOrigins: ['https://other.example.com'],
  encryptionKey: existing.key(stack),
  formerEncryptionKeys: [existing.otherKey(stack)],
  alarmTopic: existing.topic(stack),
  malwareProtection: true,
  onFinding: OnFinding.HOLD,
  onMismatch: OnMismatch.REJECT,
  partUrlLife: Duration.hours(1),
  readUrlLife: Duration.hours(1),
  retention: Duration.days(365),
  announceReads: true,
  webhooks: [{ url: 'https://hooks.example.com/files' }],
  breakGlassRoleArns: [`arn:aws:iam::${account}:role/BreakGlass`],
  maxBytes: Size.gibibytes(10),
  warmThroughput: { readUnitsPerSecond: 12_000, writeUnitsPerSecond: 8_000 },
});

export const configurations = { defaults: {}, everything: everythingOn } satisfies Record<
  string,
  WaybillProps | ((stack: Stack) => WaybillProps)
>;
