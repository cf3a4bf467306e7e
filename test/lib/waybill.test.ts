import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { Auth, type WaybillProps } from '../../lib/index.js';
import { cacheDirectory } from '../../local/cache-directory.js';
import { prepareVenv } from '../../local/python.js';
import { synthesize, withKey } from './synthesize.js';

/** With cfn-lint in it; made now if no run has made it yet. */
let python: string;
beforeAll(async () => {
  python = await prepareVenv(cacheDirectory);
}, 180_000);

const props: [string, Parameters<typeof synthesize>[0]][] = [
  ['defaults', {}],
  ['an encryption key', withKey],
  ['malware protection', { malwareProtection: true }],
  [
    'everything else',
    {
      auth: Auth.jwt({ issuer: 'https://login.example.com', audience: ['waybill'] }),
      allowedOrigins: ['https://app.example.com'],
      breakGlassRoleArns: ['arn:aws:iam::111122223333:role/BreakGlass'],
    } satisfies WaybillProps,
  ],
];

describe.each(props)('a template with %s', (_text, given) => {
  const template = synthesize(given).toJSON() as { Resources: Record<string, { Type: string }> };
  const types = Object.values(template.Resources).map(({ Type }) => Type);

  test('has no custom resource, and no function but ours', () => {
    expect(types.filter((type) => /^Custom::|^AWS::CloudFormation::/.test(type))).toEqual([]);
    expect(types.filter((type) => type === 'AWS::Lambda::Function')).toHaveLength(8);
  });

  test('passes cfn-lint', () => {
    const folder = mkdtempSync(join(tmpdir(), 'waybill-template-'));
    try {
      const file = join(folder, 'template.json');
      writeFileSync(file, JSON.stringify(template));
      expect(findings(file)).toBe('');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

/**
 * What cfn-lint says. W3005: a dependency stated twice; the CDK does so, and it changes nothing. W3045: ACLs, which
 * the bucket has switched off.
 */
function findings(file: string): string {
  try {
    const options = ['--ignore-checks', 'W3005', 'W3045', '--template', file];
    return execFileSync(python, [join(dirname(python), 'cfn-lint'), ...options], { encoding: 'utf8' });
  } catch (error) {
    // Findings are an exit status; anything else is not.
    const { stdout } = error as { stdout?: string };
    if (stdout) return stdout;
    throw error;
  }
}
