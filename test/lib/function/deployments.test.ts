import { expect, test } from '@jest/globals';
import { Stack, Stage } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import type { Construct } from 'constructs';
import { Waybill, type WaybillProps } from '../../../lib/index.js';
import { ofType, resourcesOf } from '../synthesize.js';
import { withApp } from '../temporary-app.js';

const props = { announceReads: true } satisfies WaybillProps;

interface Dimension {
  readonly Name: string;
  readonly Value: string;
}

/** Where the alarms of a stack look for metrics of ours, and the names that its functions count under. */
function metricsOf(stack: Stack) {
  const resources = resourcesOf(Template.fromStack(stack));
  const watched = ofType(resources, 'AWS::CloudWatch::Alarm').flatMap(([, { Properties }]) =>
    Properties['Namespace'] === 'Waybill'
      ? (Properties['Dimensions'] as Dimension[]).filter(({ Name }) => Name === 'deployment')
      : [],
  );
  const counted = ofType(resources, 'AWS::Lambda::Function').map(
    ([, { Properties }]) =>
      (Properties['Environment'] as { Variables: Record<string, string> }).Variables['DEPLOYMENT'],
  );
  return { watched: watched.map(({ Value }) => Value).sort(), counted: [...new Set(counted)].sort() };
}

const stackIn = (scope: Construct, stackName: string, ...ids: string[]) => {
  const stack = new Stack(scope, stackName.replace(/^.*-/, ''), { stackName });
  for (const id of ids) new Waybill(stack, id, props);
  return stack;
};

test('two of one stack watch what they count themselves', () => {
  const { watched, counted } = withApp((app) => metricsOf(stackIn(app, 'Files', 'Internal', 'Public')));
  expect(counted).toEqual(['Files/Internal', 'Files/Public']);
  // FilesStuck, FilesUnreadable, ReadsUntold and WebhooksDisabled of each.
  expect(watched).toEqual(counted.flatMap((name) => [name, name, name, name]));
});

test('so do those of two stacks that have the same id in two stages', () => {
  const [first, second] = withApp((app) =>
    ['Test', 'Prod'].map((stage) => metricsOf(stackIn(new Stage(app, stage), `${stage}-Files`, 'Waybill'))),
  );
  expect(first?.counted).toEqual(['Test-Files/Waybill']);
  expect(second?.watched).toEqual(Array(4).fill('Prod-Files/Waybill'));
});

test('a name that CloudWatch takes for no dimension is replaced by the address of the construct', () => {
  const { watched, counted } = withApp((app) => metricsOf(stackIn(app, 'Files', 'Übergabe')));
  expect(counted).toEqual([expect.stringMatching(/^Files\/[0-9a-f]{8}$/)]);
  expect(new Set(watched)).toEqual(new Set(counted));
});
