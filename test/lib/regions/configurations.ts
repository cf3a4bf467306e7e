import { Duration, type Stack } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { EventBus } from 'aws-cdk-lib/aws-events';
import { Key } from 'aws-cdk-lib/aws-kms';
import { HostedZone } from 'aws-cdk-lib/aws-route53';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Auth, type WaybillProps } from '../../../lib/index.js';

const auth = Auth.jwt({ issuer: 'https://login.example.com', audience: ['waybill'] });

const uuid = '01234567-89ab-cdef-0123-456789abcdef';
const arn = ({ partition, region, account }: Stack, service: string, resource: string) =>
  `arn:${partition}:${service}:${region}:${account}:${resource}`;

/** Deployments that differ in the services that they need. */
export const regionalConfigurations = {
  defaults: () => ({}),
  'another issuer': () => ({ auth, allowedOrigins: ['https://app.example.com'] }),
  'a key and long lives': (stack) => ({
    auth,
    encryptionKey: Key.fromKeyArn(stack, 'Key', arn(stack, 'kms', `key/${uuid}`)),
    readUrlLife: Duration.hours(1),
    partUrlLife: Duration.hours(1),
  }),
  'malware protection': () => ({ auth, malwareProtection: true }),
  'a domain name': (stack) => ({
    auth,
    domainName: 'files.example.com',
    certificate: Certificate.fromCertificateArn(
      stack,
      'Certificate',
      arn(stack, 'acm', `certificate/${uuid}`),
    ),
    hostedZone: HostedZone.fromHostedZoneAttributes(stack, 'Zone', {
      hostedZoneId: 'Z0123456789ABCDEFGHIJ',
      zoneName: 'example.com',
    }),
  }),
  'events, webhooks and alarms': (stack) => ({
    auth,
    announceReads: true,
    webhooks: [{ url: 'https://hooks.example.com/files' }],
    alarmTopic: Topic.fromTopicArn(stack, 'Topic', arn(stack, 'sns', 'on-call')),
    eventBus: EventBus.fromEventBusArn(stack, 'Bus', arn(stack, 'events', 'event-bus/files')),
    breakGlassRoleArns: [`arn:${stack.partition}:iam::${stack.account}:role/BreakGlass`],
    metrics: false,
    tracing: false,
  }),
  'a CDN': () => ({ auth, cdn: true, allowedOrigins: ['https://app.example.com'] }),
  'a page, a CDN and an issuer': () => ({ auth, site: true, cdn: true }),
  'a page and an issuer': () => ({ auth, site: true }),
  'a page and Cognito': () => ({ site: true }),
} satisfies Record<string, (stack: Stack) => WaybillProps>;
