import { DefaultStackSynthesizer, Token, type Stack } from 'aws-cdk-lib';
import { wrongProp } from '../checks/wrong-prop.js';

/** Refuses roles with which the next deployment of this stack would be denied what it needs. */
export function checkDeploymentRoles(stack: Stack, given: readonly string[]): void {
  const name = executionRoleName(stack);
  if (name === undefined || given.some((arn) => Token.isUnresolved(arn) || arn.endsWith(`/${name}`))) return;
  throw wrongProp(
    'deploymentRoleArns',
    given,
    `also the role with which CloudFormation deploys this stack: it is named ${name}, and without it no later ` +
      'deployment could change the bucket',
  );
}

/** As the CDK's bootstrap made it; nothing where the name is only known at deployment, or there is no such role. */
function executionRoleName({ synthesizer, account, region }: Stack): string | undefined {
  if (!(synthesizer instanceof DefaultStackSynthesizer)) return undefined;
  const name = synthesizer.cloudFormationExecutionRoleArn
    .replaceAll('${AWS::AccountId}', account)
    .replaceAll('${AWS::Region}', region)
    .split('/')
    .at(-1);
  return name === undefined || name.includes('${') || Token.isUnresolved(name) ? undefined : name;
}
