import { describe, expect, test } from '@jest/globals';
import { Stack, type App } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { CdnAccessLogs, Waybill, type WaybillProps } from '../../../lib/index.js';
import { account, find, ofType, resourcesOf, synthesize, type Resources } from '../synthesize.js';
import { withApp } from '../temporary-app.js';

const inVirginia = (props: WaybillProps) => resourcesOf(synthesize(props, {}, 'us-east-1'));
const types = ['AWS::Logs::DeliverySource', 'AWS::Logs::DeliveryDestination', 'AWS::Logs::Delivery'];
const partsIn = (resources: Resources) => types.map((type) => ofType(resources, type).length);

describe('with cdnAccessLogs', () => {
  const resources = inVirginia({ cdn: true, cdnAccessLogs: true, logRetention: RetentionDays.ONE_YEAR });
  const delivery = find(resources, 'AWS::Logs::Delivery').Properties;

  test('the distribution’s requests are delivered to a log group, kept for logRetention', () => {
    const source = find(resources, 'AWS::Logs::DeliverySource').Properties;
    const destination = find(resources, 'AWS::Logs::DeliveryDestination').Properties;
    const [[, lines] = []] = ofType(resources, 'AWS::Logs::LogGroup').filter(([id]) =>
      id.startsWith('WaybillCdnAccessLogs'),
    );
    expect(source).toMatchObject({
      LogType: 'ACCESS_LOGS',
      ResourceArn: `arn:aws:cloudfront::${account}:distribution/CdnDistribution`,
    });
    expect(destination).toMatchObject({
      OutputFormat: 'json',
      DestinationResourceArn: expect.stringMatching(/:log-group:CdnAccessLogsLines$/),
    });
    expect(delivery).toMatchObject({
      DeliverySourceName: 'CdnAccessLogsSource',
      DeliveryDestinationArn: expect.stringContaining('CdnAccessLogsDestination'),
    });
    expect(lines?.Properties).toMatchObject({
      LogGroupName: expect.stringMatching(/^\/aws\/vendedlogs\/waybill\//),
      RetentionInDays: 365,
    });
  });

  test('no line has what a signature can be in: query, cookies, referrer, or all fields by default', () => {
    const fields = delivery['RecordFields'] as string[];
    expect(fields).toEqual(expect.arrayContaining(['date', 'time', 'cs-uri-stem', 'sc-status']));
    expect(fields.filter((field) => /query|cookie|refer|uri(?!-stem)|header/i.test(field))).toEqual([]);
    expect(find(resources, 'AWS::CloudFront::Distribution', 'Cdn').Properties).not.toHaveProperty(
      'DistributionConfig.Logging',
    );
  });
});

test('without it, nothing is logged', () => {
  expect(partsIn(inVirginia({ cdn: true }))).toEqual([0, 0, 0]);
});

test('is refused without `cdn`, and in a stack of another Region, with what to do', () => {
  expect(() => synthesize({ cdnAccessLogs: true })).toThrow('Waybill: cdnAccessLogs: expected cdn too');
  expect(() => synthesize({ cdn: true, cdnAccessLogs: true })).toThrow(
    'Waybill: cdnAccessLogs: expected false in eu-west-1: add CdnAccessLogs to a stack of us-east-1',
  );
  expect(() => synthesize({ cdnAccessLogs: false })).not.toThrow();
});

const appOf = <T>(make: (app: App) => T) => withApp(make, { stackTraces: false });

test('where the Region is not known at synth, a warning says where it works', () => {
  appOf((app) => {
    const stack = new Stack(app, 'Test');
    new Waybill(stack, 'Waybill', { cdn: true, cdnAccessLogs: true });
    Annotations.fromStack(stack).hasWarning('*', Match.stringLikeRegexp('docs/cdn.md'));
  });
});

test('a stack of us-east-1 logs for a distribution of another Region', () => {
  const template = appOf((app) => {
    const stackIn = (region: string) =>
      new Stack(app, `Files-${region}`, { env: { account, region }, crossRegionReferences: true });
    const { cdnDistributionId = '' } = new Waybill(stackIn('eu-west-1'), 'Waybill', { cdn: true });
    const logs = stackIn('us-east-1');
    new CdnAccessLogs(logs, 'AccessLogs', { distributionId: cdnDistributionId });
    return Template.fromStack(logs);
  });
  expect(partsIn(resourcesOf(template))).toEqual([1, 1, 1]);
  template.hasResourceProperties('AWS::Logs::LogGroup', { RetentionInDays: 30 });
  template.hasResourceProperties('AWS::Logs::DeliverySource', {
    ResourceArn: { 'Fn::Join': ['', Match.arrayWith([`:cloudfront::${account}:distribution/`])] },
  });
});
