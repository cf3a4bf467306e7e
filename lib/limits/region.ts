import { Annotations, Stack, Token } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Settings } from '../settings/settings.js';
import { checkSameRegion } from '../checks/same-region.js';
import { wrongProp } from '../checks/wrong-prop.js';

/**
 * Refuses resources of other regions, and what the stack's region has no service for, where the region is known at synth. CloudFront is not in GovCloud,
 * and in China without functions and origin access control; there are no user pools in China (CloudFormation's resource
 * types by region; "Amazon Web Services in China", "Feature Availability and Implementation Differences").
 */
export function checkRegion(scope: Construct, settings: Settings): void {
  const { site, cdn, auth, encryptionKey, formerEncryptionKeys, alarmTopic, eventBus } = settings;
  const { region } = Stack.of(scope);
  for (const [prop, resource] of Object.entries({ encryptionKey, alarmTopic, eventBus }))
    if (resource) checkSameRegion(scope, prop, resource);
  for (const key of formerEncryptionKeys) checkSameRegion(scope, 'formerEncryptionKeys', key);
  if (cdn?.accessLogs) checkAccessLogs(scope, region);
  if (Token.isUnresolved(region)) return;
  const isChina = region.startsWith('cn-');
  if (site && (isChina || region.startsWith('us-gov-')))
    throw wrongProp(
      'site',
      true,
      `false in ${region}, which lacks what the page needs of CloudFront: serve dist/web from elsewhere, and name its origin in allowedOrigins`,
    );
  if (cdn && (isChina || region.startsWith('us-gov-')))
    throw wrongProp(
      'cdn',
      true,
      `false in ${region}, which lacks what it needs of CloudFront: reads are of S3`,
    );
  if (isChina && auth._needsCognito)
    throw wrongProp('auth', 'Cognito', `Auth.jwt in ${region}, which has no Cognito user pools`);
}

/** CloudFront developer guide, "Configure standard logging (v2)": the source of the logs is of us-east-1. */
function checkAccessLogs(scope: Construct, region: string): void {
  if (Token.isUnresolved(region))
    Annotations.of(scope).addWarningV2(
      'waybill:cdnAccessLogs',
      'cdnAccessLogs: CloudWatch Logs refuses them outside us-east-1, and the deployment with them: there, add ' +
        'CdnAccessLogs to a stack of us-east-1 (docs/cdn.md, "Access logs")',
    );
  else if (region !== 'us-east-1')
    throw wrongProp(
      'cdnAccessLogs',
      true,
      `false in ${region}: add CdnAccessLogs to a stack of us-east-1, where CloudWatch Logs has those of CloudFront`,
    );
}
