import { Fn, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

/**
 * A name that no other stack has, in no account and region, and no earlier stack of this name either: what a failed
 * deployment left behind would collide with it. 45 characters: the stack's UUID (version 1: only all of its groups
 * together are unique) and the construct's address, for the second one in a stack.
 */
export function uniqueName(scope: Construct): string {
  const stackUuid = Fn.select(2, Fn.split('/', Stack.of(scope).stackId));
  return `${stackUuid}-${scope.node.addr.slice(-8)}`;
}

/**
 * `uniqueName` behind the Region, for names of CloudFront, which has one namespace for an account: an operator sees in
 * the console where each belongs. 60 characters at most; CloudFront allows 64 for the shortest of its names.
 */
export const cloudFrontName = (scope: Construct): string => `${Stack.of(scope).region}-${uniqueName(scope)}`;
