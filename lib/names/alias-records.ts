import type { IDistribution } from 'aws-cdk-lib/aws-cloudfront';
import { AaaaRecord, ARecord, RecordTarget, type IHostedZone } from 'aws-cdk-lib/aws-route53';
import { CloudFrontTarget } from 'aws-cdk-lib/aws-route53-targets';
import type { Construct } from 'constructs';

/** Records of a name for a distribution: viewers come by IPv4 and by IPv6. */
export function addAliasRecords(
  scope: Construct,
  zone: IHostedZone,
  name: string,
  distribution: IDistribution,
): void {
  const record = {
    zone,
    recordName: `${name}.`,
    target: RecordTarget.fromAlias(new CloudFrontTarget(distribution)),
  };
  new ARecord(scope, 'Record', record);
  new AaaaRecord(scope, 'RecordV6', record);
}
