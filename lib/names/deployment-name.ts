import { Stack, Token } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

/** What a dimension of CloudWatch and a tag may both hold (Tagging AWS Resources user guide, "Tag naming limits"). */
const readable = /^[\w .:/=+@-]{1,100}$/;

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
