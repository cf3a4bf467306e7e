import { Stack, Token } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

/** CloudWatch API reference, "Dimension": ASCII without control characters; 1,024 of them, of which we need few. */
const readable = /^[\x20-\x7e]{1,200}$/;

/**
 * Names a construct among all of its account and region, in words that an operator knows: the stack's name and the
 * construct's place in it, such as `Files/Waybill`.
 */
export function deploymentName(scope: Construct): string {
  const stack = Stack.of(scope);
  const place = scope.node.path.slice(stack.node.path.length).replace(/^\//, '');
  const isReadable = readable.test(place) && !Token.isUnresolved(place);
  return `${stack.stackName}/${isReadable ? place : scope.node.addr.slice(-8)}`;
}
