import { Stack, Token } from 'aws-cdk-lib';
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
