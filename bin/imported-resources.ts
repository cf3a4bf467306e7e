import { Certificate, type ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import { EventBus } from 'aws-cdk-lib/aws-events';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Function, type IFunction } from 'aws-cdk-lib/aws-lambda';
import { HostedZone, type HostedZoneAttributes } from 'aws-cdk-lib/aws-route53';
import { Topic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import type { WaybillProps } from '../lib/index.js';

/** Resources that are there already, by what the configuration says of them. */
interface Named {
  readonly encryptionKey?: string;
  readonly formerEncryptionKeys?: string[];
  readonly alarmTopic?: string;
  readonly eventBus?: string;
  readonly certificate?: string;
  readonly siteCertificate?: string;
  readonly cdnCertificate?: string;
  readonly hostedZone?: HostedZoneAttributes;
}

/** The props, with constructs in place of the names. */
export function imported<Others extends Named>(
  scope: Construct,
  {
    encryptionKey,
    formerEncryptionKeys,
    alarmTopic,
    eventBus,
    certificate,
    siteCertificate,
    cdnCertificate,
    hostedZone,
    ...plain
  }: Others,
): Omit<Others, keyof Named> & Pick<WaybillProps, keyof Named> {
  const certified = (id: string, arn: string): ICertificate => Certificate.fromCertificateArn(scope, id, arn);
  return {
    ...plain,
    ...(encryptionKey && { encryptionKey: Key.fromKeyArn(scope, 'EncryptionKey', encryptionKey) }),
    ...(formerEncryptionKeys && {
      formerEncryptionKeys: formerEncryptionKeys.map((arn, index) =>
        Key.fromKeyArn(scope, `FormerEncryptionKey${index}`, arn),
      ),
    }),
    ...(alarmTopic && { alarmTopic: Topic.fromTopicArn(scope, 'AlarmTopic', alarmTopic) }),
    ...(eventBus && { eventBus: EventBus.fromEventBusArn(scope, 'EventBus', eventBus) }),
    ...(certificate && { certificate: certified('Certificate', certificate) }),
    ...(siteCertificate && { siteCertificate: certified('SiteCertificate', siteCertificate) }),
    ...(cdnCertificate && { cdnCertificate: certified('CdnCertificate', cdnCertificate) }),
    ...(hostedZone && { hostedZone: HostedZone.fromHostedZoneAttributes(scope, 'HostedZone', hostedZone) }),
  };
}

/** Of the stack's own account and region, so that the stack may let its gateway invoke it. */
export const importedFunction = (scope: Construct, functionArn: string): IFunction =>
  Function.fromFunctionAttributes(scope, 'Authorizer', { functionArn, sameEnvironment: true });
