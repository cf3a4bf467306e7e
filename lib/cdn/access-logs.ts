import { ArnFormat, RemovalPolicy, Stack } from 'aws-cdk-lib';
import {
  CfnDelivery,
  CfnDeliveryDestination,
  CfnDeliverySource,
  LogGroup,
  RetentionDays,
} from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { uniqueName } from '../names/unique-name.js';

/** What `CdnAccessLogs` needs of a deployment. */
export interface CdnAccessLogsProps {
  /** Of the distribution: `cdnDistributionId` of `Waybill`. */
  readonly distributionId: string;
  /**
   * How long the lines are kept.
   * @default RetentionDays.ONE_MONTH
   */
  readonly retention?: RetentionDays;
}

/**
 * Fields of each line (CloudFront developer guide, "Log file fields"). The query has signatures, cookies are signatures, and a
 * referrer may have a query: none of them is logged.
 */
export const accessLogFields = [
  'date',
  'time',
  'x-edge-request-id',
  'x-edge-location',
  'c-ip',
  'cs-method',
  'cs-uri-stem',
  'sc-status',
  'x-edge-result-type',
  'x-edge-detailed-result-type',
  'sc-bytes',
  'sc-range-start',
  'sc-range-end',
  'time-taken',
  'time-to-first-byte',
  'cs-protocol-version',
  'ssl-protocol',
] as const;

/**
 * Access logs of a distribution, as lines of JSON in a log group: standard logs (v2), without query and cookies. For a
 * stack of us-east-1: CloudWatch Logs has the sources of CloudFront only there (developer guide, "Configure standard
 * logging (v2)"). Where `Waybill` is of another Region, the construct belongs in a second stack.
 *
 * @example
 * import { App, Stack } from 'aws-cdk-lib';
 * import { CdnAccessLogs, Waybill } from 'waybill';
 *
 * const app = new App();
 * const account = '111122223333';
 * const files = new Stack(app, 'Files', {
 *   env: { account, region: 'eu-west-1' },
 *   crossRegionReferences: true,
 * });
 * const { cdnDistributionId = '' } = new Waybill(files, 'Waybill', { cdn: true });
 * const logs = new Stack(app, 'Logs', {
 *   env: { account, region: 'us-east-1' },
 *   crossRegionReferences: true,
 * });
 * new CdnAccessLogs(logs, 'CdnAccessLogs', { distributionId: cdnDistributionId });
 */
export class CdnAccessLogs extends Construct {
  /** Of the lines. */
  readonly logGroup: LogGroup;

  /**
   * Delivers the distribution's access logs to a log group of its own.
   *
   * @param scope in a stack of us-east-1
   * @param id unique in the scope
   * @param props the distribution
   */
  constructor(scope: Construct, id: string, { distributionId, retention }: CdnAccessLogsProps) {
    super(scope, id);
    const stack = Stack.of(this);
    // 45 characters; CloudWatch Logs allows 60.
    const name = uniqueName(this);
    // As the API's access logs: the prefix keeps the permission apart from the account's resource policies.
    const logGroupName = `/aws/vendedlogs/waybill/${name}`;
    this.logGroup = new LogGroup(this, 'Lines', {
      logGroupName,
      retention: retention ?? RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const source = new CfnDeliverySource(this, 'Source', {
      name,
      logType: 'ACCESS_LOGS',
      resourceArn: stack.formatArn({
        service: 'cloudfront',
        region: '',
        resource: 'distribution',
        resourceName: distributionId,
      }),
    });
    const destination = new CfnDeliveryDestination(this, 'Destination', {
      name,
      outputFormat: 'json',
      // Without `:*`, which is for the streams of the group.
      destinationResourceArn: stack.formatArn({
        service: 'logs',
        resource: 'log-group',
        resourceName: this.logGroup.logGroupName,
        arnFormat: ArnFormat.COLON_RESOURCE_NAME,
      }),
    });
    new CfnDelivery(this, 'Delivery', {
      deliverySourceName: source.ref,
      deliveryDestinationArn: destination.attrArn,
      recordFields: [...accessLogFields],
    });
  }
}
