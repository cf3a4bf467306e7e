import { DefaultStackSynthesizer, LegacyStackSynthesizer, Stack, type IStackSynthesizer } from 'aws-cdk-lib';
import { describe, expect, test } from '@jest/globals';
import { Waybill } from '../../../lib/index.js';
import { account, region } from '../synthesize.js';
import { withApp } from '../temporary-app.js';

const arn = (name: string) => `arn:aws:iam::${account}:role/${name}`;
const executionRole = (qualifier = 'hnb659fds') => `cdk-${qualifier}-cfn-exec-role-${account}-${region}`;

function deployedBy(
  deploymentRoleArns: string[],
  synthesizer?: IStackSynthesizer,
  env = { account, region },
): void {
  withApp((app) => {
    const stack = new Stack(app, 'Test', {
      ...(env.account && { env }),
      ...(synthesizer && { synthesizer }),
    });
    new Waybill(stack, 'Waybill', { deploymentRoleArns });
  });
}

describe('`deploymentRoleArns` keeps no deployment from its bucket', () => {
  test('the role of the CDK’s bootstrap is among them, or synth says which', () => {
    expect(() => deployedBy([arn('Deployer')])).toThrow(
      `Waybill: deploymentRoleArns: expected also the role with which CloudFormation deploys this stack: it is named ${executionRole()}`,
    );
    expect(() => deployedBy([arn('Deployer'), arn(executionRole())])).not.toThrow();
  });

  test('with the qualifier of the app', () => {
    const synthesizer = () => new DefaultStackSynthesizer({ qualifier: 'files' });
    expect(() => deployedBy([arn(executionRole())], synthesizer())).toThrow(executionRole('files'));
    expect(() => deployedBy([arn(executionRole('files'))], synthesizer())).not.toThrow();
  });

  test('where no role is known beforehand, any is accepted', () => {
    expect(() => deployedBy([arn('Deployer')], new LegacyStackSynthesizer())).not.toThrow();
    expect(() => deployedBy([arn('Deployer')], undefined, { account: '', region: '' })).not.toThrow();
  });
});
