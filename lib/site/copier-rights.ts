import { Stack, Token, Validations } from 'aws-cdk-lib';
import type { Bucket, CfnBucket } from 'aws-cdk-lib/aws-s3';
import type { BucketDeployment } from 'aws-cdk-lib/aws-s3-deployment';

/** Acknowledges the findings for the CDK's function that copies the page, and its role. */
export function acknowledgeCopier(deployment: BucketDeployment, target: Bucket): void {
  const stack = Stack.of(target);
  const known = (value: string, name: string) => (Token.isUnresolved(value) ? `<AWS::${name}>` : value);
  const account = known(stack.account, 'AccountId');
  const region = known(stack.region, 'Region');
  const partition = known(stack.partition, 'Partition');
  const qualifier = stack.synthesizer.bootstrapQualifier ?? 'hnb659fds';
  const targetId = stack.getLogicalId(target.node.defaultChild as CfnBucket);
  const managed = `arn:${partition}:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole`;
  const wide = [
    ...['s3:GetObject*', 's3:GetBucket*', 's3:List*', 's3:DeleteObject*', 's3:Abort*'].map(
      (one) => `Action::${one}`,
    ),
    `Resource::arn:${partition}:s3:::cdk-${qualifier}-assets-${account}-${region}/*`,
    `Resource::<${targetId}.Arn>/*`,
  ];
  // The function with this role: one for each stack, for all deployments.
  const copier = deployment.handlerRole.node.scope ?? deployment;
  Validations.of(copier).acknowledge(
    ...wide.map((one) => ({
      id: `AwsSolutions-IAM5[${one}]`,
      reason:
        'The CDK’s own function copies the page from its assets into the site’s bucket, and touches no other.',
    })),
    {
      id: `AwsSolutions-IAM4[Policy::${managed}]`,
      reason:
        'The CDK’s own function gets its right to write logs by this policy; it runs at deployments alone.',
    },
    {
      id: 'AwsSolutions-L1',
      reason: 'The CDK chooses the runtime of its own function, and renews it with itself.',
    },
  );
}
