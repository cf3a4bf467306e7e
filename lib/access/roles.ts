import { Stack } from 'aws-cdk-lib';
import { Role, ServicePrincipal, type IPrincipal } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { forEachFunction, type FunctionName } from '../../lambda/functions.js';
import { constructId } from '../function/function.js';
import type { Settings } from '../settings/settings.js';
import type { RoleName } from './rights/right.js';
import { scannerService } from './rights/scanner.js';

/** The last four only exist if a deployment needs them. */
export type Roles = Readonly<Record<FunctionName | 'schedule', Role>> & {
  readonly readSigner?: Role;
  readonly partSigner?: Role;
  readonly scanner?: Role;
  readonly signingKey?: Role;
};

/** Reads and parts that live longer are signed with a session of a separate role, whose expiry is known. */
const ownSeconds = 15 * 60;

/**
 * The roles, each with its trust policy, and without managed policies. Their rights are in rights.ts.
 *
 * A function's own credentials have an unknown expiry, and a presigned URL expires with them (S3 user guide,
 * "Expiration time for presigned URLs"): so `download` signs long reads as `readSigner`, and those for one
 * address, whose session has a policy of its own, and `presign` long parts
 * as `partSigner`; no other role may assume these.
 */
export function makeRoles(scope: Construct, { policy, cdn }: Settings): Roles {
  const make = (name: RoleName, assumedBy: IPrincipal) =>
    new Role(scope, `${constructId(name)}Role`, { assumedBy });
  const functions = forEachFunction((name) => make(name, new ServicePrincipal('lambda.amazonaws.com')));
  return {
    ...functions,
    schedule: make('schedule', scheduler(Stack.of(scope))),
    ...(policy.malware && { scanner: make('scanner', new ServicePrincipal(scannerService)) }),
    ...(cdn && { signingKey: make('signingKey', new ServicePrincipal('lambda.amazonaws.com')) }),
    ...(policy.partExpiresInSeconds > ownSeconds && { partSigner: make('partSigner', functions.presign) }),
    ...((policy.readExpiresInSeconds > ownSeconds || policy.bindReads) && {
      readSigner: make('readSigner', functions.download),
    }),
  };
}

/**
 * EventBridge Scheduler user guide, "Confused deputy prevention": the role's trust policy names the account and the
 * schedule group. "Do not scope the aws:SourceArn statement to a specific schedule."
 */
function scheduler(stack: Stack): ServicePrincipal {
  // The default schedule group.
  const group = stack.formatArn({
    service: 'scheduler',
    resource: 'schedule-group',
    resourceName: 'default',
  });
  return new ServicePrincipal('scheduler.amazonaws.com', {
    conditions: {
      StringEquals: { 'aws:SourceAccount': stack.account },
      ArnEquals: { 'aws:SourceArn': group },
    },
  });
}
