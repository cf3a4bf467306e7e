import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { leaveOutRefused } from '../../../local/deployment/refused-resources.js';

test.each([
  [
    'leaves out what the engine cannot make, and nothing else',
    [
      'AWS::GuardDuty::MalwareProtectionPlan',
      'AWS::Cognito::ManagedLoginBranding',
      'AWS::CloudFront::PublicKey',
      'AWS::CloudFront::KeyGroup',
      'Custom::WaybillSigningKey',
      'Custom::CDKBucketDeployment',
      'Custom::S3AutoDeleteObjects',
      'AWS::S3::Bucket',
    ],
  ],
  ['leaves another template as it is', ['AWS::S3::Bucket']],
])('%s', async (_what, types) => {
  const folder = mkdtempSync(join(tmpdir(), 'waybill-refused-'));
  try {
    const file = join(folder, 'template.json');
    const Resources = Object.fromEntries(types.map((Type, index) => [`R${index}`, { Type }]));
    writeFileSync(file, JSON.stringify({ Outputs: {}, Resources }));
    await leaveOutRefused(file);
    const left = JSON.parse(readFileSync(file, 'utf8')) as { Resources: Record<string, { Type: string }> };
    expect(Object.values(left.Resources)).toEqual([{ Type: 'AWS::S3::Bucket' }]);
    expect(left).toHaveProperty('Outputs');
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('what names something that was left out has its id instead', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'waybill-refused-'));
  try {
    const file = join(folder, 'template.json');
    const Properties = { Key: { Ref: 'Key' }, Other: { Ref: 'Bucket' }, Region: { Ref: 'AWS::Region' } };
    const Resources = {
      Key: { Type: 'AWS::CloudFront::PublicKey' },
      Bucket: { Type: 'AWS::S3::Bucket', Properties },
    };
    writeFileSync(file, JSON.stringify({ Resources, Outputs: { Id: { Value: { Ref: 'Key' } } } }));
    await leaveOutRefused(file);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({
      Resources: { Bucket: { Type: 'AWS::S3::Bucket', Properties: { ...Properties, Key: 'Key' } } },
      Outputs: { Id: { Value: 'Key' } },
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
});
