import { readFile, writeFile } from 'node:fs/promises';

/**
 * The engine's CloudFormation rejects a stack with one of the first two. The others are functions of the CDK, which need
 * layers and the AWS SDK of Lambda's runtime; the engine's Lambda has neither.
 */
const refused = [
  'AWS::GuardDuty::MalwareProtectionPlan',
  'AWS::Cognito::ManagedLoginBranding',
  'Custom::CDKBucketDeployment',
  'Custom::S3AutoDeleteObjects',
];

interface Template {
  readonly Resources: Readonly<Record<string, { readonly Type: string }>>;
}

/**
 * Removes resources that the engine does not support from a synthesized template: GuardDuty's scanner, the looks of
 * Cognito's sign-in, the page's files and what empties its bucket. Related resources (role, rule, the wait for a result)
 * are deployed; tests send the results.
 */
export async function leaveOutRefused(templateFile: string): Promise<void> {
  const template = JSON.parse(await readFile(templateFile, 'utf8')) as Template;
  const kept = Object.entries(template.Resources).filter(([, { Type }]) => !refused.includes(Type));
  if (kept.length === Object.keys(template.Resources).length) return;
  await writeFile(templateFile, JSON.stringify({ ...template, Resources: Object.fromEntries(kept) }));
}
