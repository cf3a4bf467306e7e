import { Tags } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

/** By which what outlives its stack is found: docs/operations.md, "What a stack leaves". */
export const retainedTag = 'waybill:deployment';

/**
 * Tags resources that may outlive their stack with the deployment that they are of.
 * @param deployment its name; a tag's value has letters, digits, spaces and some signs alone
 */
export function tagRetained(deployment: string, ...resources: Construct[]): void {
  for (const one of resources) Tags.of(one).add(retainedTag, deployment);
}
