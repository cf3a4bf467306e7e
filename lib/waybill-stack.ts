import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { WaybillProps } from './props/waybill-props.js';
import { Waybill } from './waybill.js';

/** A stack with one `Waybill`, and outputs. Props may need constructs, so they are created in it. */
export class WaybillStack extends Stack {
  constructor(scope: Construct, id: string, props: (stack: Stack) => WaybillProps, stackProps?: StackProps) {
    super(scope, id, stackProps);
    const given = props(this);
    const waybill = new Waybill(this, 'Waybill', given);
    const output = (name: string, description: string, value: string) =>
      new CfnOutput(this, name, { description, value });

    output('ApiUrl', 'Base URL of the API', waybill.apiUrl);
    if (waybill.siteUrl) output('SiteUrl', 'Address of the page', waybill.siteUrl);
    if (waybill.cdnUrl) output('CdnUrl', 'Base URL of signed reads', waybill.cdnUrl);
    if (waybill.apiDomainTarget)
      output('ApiDomainTarget', 'What domainName is pointed at in DNS', waybill.apiDomainTarget);
    if (waybill.siteDomainTarget)
      output('SiteDomainTarget', 'What siteDomainName is pointed at in DNS', waybill.siteDomainTarget);
    if (waybill.cdnDomainTarget)
      output('CdnDomainTarget', 'What cdnDomainName is pointed at in DNS', waybill.cdnDomainTarget);
    output('BucketName', 'Bucket that holds the files', waybill.bucket.bucketName);
    const keys = [given.encryptionKey, ...(given.formerEncryptionKeys ?? [])].filter(
      (key) => key !== undefined,
    );
    if (keys.length > 0) {
      const arns = keys.map(({ keyArn }) => keyArn).join(',');
      output(
        'EncryptionKeyArns',
        'Keys that files may be encrypted with; none may be left out of the props',
        arns,
      );
    }
    output('TableName', 'Table that holds the records', waybill.table.tableName);
    output(
      'DeadLetterQueueUrl',
      'Where events wait that could not be handled',
      waybill.deadLetterQueue.queueUrl,
    );
    output('WebhookQueueUrl', 'Queue of webhook deliveries', waybill.webhookQueue.queueUrl);
    output(
      'WebhookDeadLetterQueueUrl',
      'Where events wait that a webhook endpoint did not take',
      waybill.webhookDeadLetterQueue.queueUrl,
    );
    output('WebhookKeyArn', 'Secret that webhook secrets are derived from', waybill.webhookKeyArn);
    output('EventBusName', 'Bus to which events are published', waybill.eventBus.eventBusName);
    output(
      'SweepFunctionName',
      'Ends what waits too long; `waybill sweep` invokes it',
      waybill.sweep.functionName,
    );
    output(
      'AnnounceFunctionName',
      'Publishes events; `waybill announce redrive` invokes it',
      waybill.announce.functionName,
    );
    if (waybill.userPool && waybill.userPoolClient) {
      output(
        'UserPoolId',
        'Cognito user pool; an administrator creates its users',
        waybill.userPool.userPoolId,
      );
      output('UserPoolClientId', 'Client of the user pool', waybill.userPoolClient.userPoolClientId);
    }
  }
}
