import { describe, expect, test } from '@jest/globals';
import { cfnLint } from '../cfn-lint.js';
import { synthesize } from '../synthesize.js';
import { regionalConfigurations } from './configurations.js';

type Name = keyof typeof regionalConfigurations;
const names = Object.keys(regionalConfigurations) as Name[];

const noPage =
  'lacks what the page needs of CloudFront: serve dist/web from elsewhere, and name its origin in allowedOrigins';
const noPages = (region: string): Partial<Record<Name, string>> => ({
  'a page and an issuer': `Waybill: site: expected false in ${region}, which ${noPage}, got true`,
  'a CDN': `Waybill: cdn: expected false in ${region}, which lacks what it needs of CloudFront: reads are of S3, got true`,
  'a page, a CDN and an issuer': `Waybill: site: expected false in ${region}, which ${noPage}, got true`,
  'a page and Cognito': `Waybill: site: expected false in ${region}, which ${noPage}, got true`,
});

/** Regions whose templates are alike, and the sentence with which a configuration is refused there. */
const groups: { regions: [string, ...string[]]; refused: Partial<Record<Name, string>> }[] = [
  { regions: ['us-east-1', 'eu-west-1', 'ap-southeast-4'], refused: {} },
  { regions: ['us-gov-west-1'], refused: noPages('us-gov-west-1') },
  {
    regions: ['cn-north-1'],
    refused: {
      ...noPages('cn-north-1'),
      defaults:
        'Waybill: auth: expected Auth.jwt in cn-north-1, which has no Cognito user pools, got "Cognito"',
    },
  },
];

describe.each(groups)('in $regions', ({ regions, refused }) => {
  const [region] = regions;
  const synthesized = (name: Name) => synthesize(regionalConfigurations[name], {}, region);
  const accepted = names.filter((name) => !refused[name]);

  // Of the page's too: there is no circle among its parts.
  test('cfn-lint finds nothing in what is accepted', async () => {
    const templates = new Map(accepted.map((name) => [name, synthesized(name).toJSON()]));
    expect(templates.size).toBeGreaterThan(4);
    expect(await cfnLint(templates, regions)).toBe('');
  }, 900_000);

  test('the others are refused, with what to do', () => {
    for (const [name, message] of Object.entries(refused))
      expect(() => synthesized(name as Name)).toThrow(new Error(message));
  });

  test('no ARN is of another partition, and no endpoint of another suffix', () => {
    const isChina = region.startsWith('cn-');
    const partition = isChina ? 'aws-cn' : region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
    const otherSuffix = isChina ? /.{30}amazonaws\.com(?!\.cn)/g : /.{30}amazonaws\.com\.cn/g;
    for (const name of accepted) {
      // Principals of services have the same names everywhere (IAM user guide, "AWS service principals").
      const text = JSON.stringify(synthesized(name).toJSON()).replace(/"[a-z.-]+\.amazonaws\.com"/g, '');
      const partitions = new Set([...text.matchAll(/arn:(aws[a-z-]*):/g)].map(([, found]) => found));
      expect([name, [...partitions].filter((one) => one !== partition)]).toEqual([name, []]);
      expect([name, text.match(otherSuffix)]).toEqual([name, null]);
    }
  });
});
