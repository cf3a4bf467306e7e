import { readFile, writeFile } from 'node:fs/promises';

/**
 * The engine's CloudFormation rejects a stack with one of the first four. The last two are functions of the CDK, which need
 * layers and the AWS SDK of Lambda's runtime; the engine's Lambda has neither.
 */
const refused = [
  'AWS::GuardDuty::MalwareProtectionPlan',
  'AWS::Cognito::ManagedLoginBranding',
  'AWS::CloudFront::PublicKey',
  'AWS::CloudFront::KeyGroup',
  // Needs the public key, and a secret that has a value.
  'Custom::WaybillSigningKey',
  'Custom::CDKBucketDeployment',
  'Custom::S3AutoDeleteObjects',
];

interface Template {
  readonly Resources: Readonly<Record<string, { readonly Type: string }>>;
}

/**
 * Removes resources that the engine does not support from a synthesized template: GuardDuty's scanner, the looks of
 * Cognito's sign-in, the CDN's keys, the page's files and what empties its bucket. Related resources (role, rule, the
 * wait for a result, the distribution) are deployed; tests send the results. Where others name one, its logical id
 * stands for it.
 */
export async function leaveOutRefused(templateFile: string): Promise<void> {
  const template = JSON.parse(await readFile(templateFile, 'utf8')) as Template;
  const isRefused = ([, { Type }]: [string, { readonly Type: string }]) => refused.includes(Type);
  const all = Object.entries(template.Resources);
  const left = new Set(all.filter(isRefused).map(([id]) => id));
  if (left.size === 0) return;
  const kept = all.filter(([id]) => !left.has(id));
  const text = JSON.stringify({ ...template, Resources: Object.fromEntries(kept) });
  await writeFile(templateFile, JSON.stringify(JSON.parse(text, (_key, value) => nameOfLeft(value, left))));
}

/** `{ "Ref": id }` of what is left out becomes the id. */
function nameOfLeft(value: unknown, left: ReadonlySet<string>): unknown {
  if (typeof value !== 'object' || value === null || !('Ref' in value)) return value;
  return typeof value.Ref === 'string' && left.has(value.Ref) ? value.Ref : value;
}
