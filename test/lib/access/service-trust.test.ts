import { RemovalPolicy, Duration, type Stack } from 'aws-cdk-lib';
import { EventBus } from 'aws-cdk-lib/aws-events';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { describe, expect, test } from '@jest/globals';
import type { WaybillProps } from '../../../lib/index.js';
import { account, find, region, resourcesOf, synthesize, type Resources } from '../synthesize.js';

/** Each prop that creates further resources, or changes who may use existing ones. */
const configurations: Readonly<Record<string, WaybillProps | ((stack: Stack) => WaybillProps)>> = {
  'by default': {},
  'with every option': (stack) => ({
    encryptionKey: new Key(stack, 'Key'),
    alarmTopic: new Topic(stack, 'Topic'),
    eventBus: new EventBus(stack, 'Bus'),
    malwareProtection: true,
    readUrlLife: Duration.minutes(60),
    webhooks: [{ url: 'https://hooks.example.com/files' }],
    site: true,
    removalPolicy: RemovalPolicy.DESTROY,
  }),
};

/** Services that are trusted without these keys, and why. */
const excused: Readonly<Record<string, string>> = {
  'sts:AssumeRole by lambda.amazonaws.com':
    'Lambda developer guide, "Using source function ARN to control function access behavior": aws:SourceArn is there only where a function is what is called. Only principals of this account can pass the role (iam:PassRole).',
  'sts:AssumeRole by malware-protection-plan.guardduty.amazonaws.com':
    'GuardDuty user guide, "Create or update IAM role policy": its trust policy names the service alone, and says nothing of these keys; a plan whose role GuardDuty cannot assume scans nothing.',
};

interface Trust {
  /** `{action} by {service}` */
  readonly what: string;
  readonly where: string;
  readonly condition: string;
}

interface Statement {
  readonly Principal: { readonly Service?: string | string[] };
  readonly Action: string | string[];
  readonly Effect: string;
  readonly Condition?: object;
}

/** What a template allows services to do: by any policy of any resource, and by permissions of functions. */
function trusts(resources: Resources): Trust[] {
  return Object.entries(resources).flatMap(([id, { Type, Properties = {} }]) => {
    const where = `${id} (${Type})`;
    if (Type !== 'AWS::Lambda::Permission') return inPolicies(Properties, where);
    const { Action, Principal, SourceArn, SourceAccount } = Properties;
    const condition = JSON.stringify({ 'aws:SourceArn': SourceArn, 'aws:SourceAccount': SourceAccount });
    return [{ what: `${String(Action)} by ${String(Principal)}`, where, condition }];
  });
}

function inPolicies(node: unknown, where: string): Trust[] {
  if (typeof node !== 'object' || node === null) return [];
  const below = Object.values(node).flatMap((each) => inPolicies(each, where));
  if (!('Principal' in node) || !('Effect' in node) || node.Effect !== 'Allow') return below;
  const { Principal, Action, Condition = {} } = node as Statement;
  const condition = JSON.stringify(Condition);
  const own = [Principal.Service ?? []]
    .flat()
    .map((each) => ({ what: `${String(Action)} by ${each}`, where, condition }));
  return [...own, ...below];
}

/** Restricted to this account: by its number, or by the ARN of something in it. An S3 bucket's ARN names no account. */
const isBound = ({ condition }: Trust) =>
  new RegExp(`"aws:SourceAccount":"${account}"|"aws:SourceArn":"arn:aws:[^"]*:${account}:`, 'i').test(
    condition,
  );

describe.each(Object.entries(configurations))('the template %s', (_name, props) => {
  const found = trusts(resourcesOf(synthesize(props)));

  test('trusts no service on behalf of other accounts', () => {
    expect(found.filter((trust) => !isBound(trust) && !(trust.what in excused))).toEqual([]);
  });

  test('and is checked: there are services that it trusts', () => {
    expect(found.filter(isBound).map(({ what }) => what)).toEqual(
      expect.arrayContaining([
        'sts:AssumeRole by scheduler.amazonaws.com',
        'lambda:InvokeFunction by apigateway.amazonaws.com',
        'sqs:SendMessage,sqs:GetQueueAttributes,sqs:GetQueueUrl by events.amazonaws.com',
      ]),
    );
  });
});

test('the sweep is invoked by schedules of this account, in the group where its own is', () => {
  const role = find(resourcesOf(synthesize()), 'AWS::IAM::Role', 'Schedule').Properties;
  const { Statement } = role['AssumeRolePolicyDocument'] as { Statement: { Condition: unknown }[] };
  expect(Statement.map(({ Condition }) => Condition)).toEqual([
    {
      StringEquals: { 'aws:SourceAccount': account },
      ArnEquals: { 'aws:SourceArn': `arn:aws:scheduler:${region}:${account}:schedule-group/default` },
    },
  ]);
});
