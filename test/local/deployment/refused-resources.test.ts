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
