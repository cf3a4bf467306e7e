import { Stack, Token, type IResource } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { wrongProp } from './wrong-prop.js';

/**
 * Refuses a resource that the stack's services cannot use, since it is in another region; as far as both are known at
 * synth.
 */
export function checkSameRegion(scope: Construct, prop: string, { env }: IResource): void {
  const { region } = Stack.of(scope);
  if (Token.isUnresolved(region) || Token.isUnresolved(env.region) || env.region === region) return;
  throw wrongProp(prop, env.region, `one in the stack's region ${region}`);
}
