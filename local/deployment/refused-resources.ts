import { readFile, writeFile } from 'node:fs/promises';

/** The engine's CloudFormation rejects a stack with one of these. */
const refused = ['AWS::GuardDuty::MalwareProtectionPlan'];

interface Template {
  readonly Resources: Readonly<Record<string, { readonly Type: string }>>;
}

/**
 * Removes resources that the engine does not support from a synthesized template: GuardDuty's scanner. Related
 * resources (role, rule, the wait for a result) are deployed; tests send the results.
 */
export async function leaveOutRefused(templateFile: string): Promise<void> {
  const template = JSON.parse(await readFile(templateFile, 'utf8')) as Template;
  const kept = Object.entries(template.Resources).filter(([, { Type }]) => !refused.includes(Type));
  if (kept.length === Object.keys(template.Resources).length) return;
  await writeFile(templateFile, JSON.stringify({ ...template, Resources: Object.fromEntries(kept) }));
}
