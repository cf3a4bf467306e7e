import { readFile, writeFile } from 'node:fs/promises';

/** The engine's CloudFormation refuses a stack that holds one of these. */
const refused = ['AWS::GuardDuty::MalwareProtectionPlan'];

interface Template {
  readonly Resources: Readonly<Record<string, { readonly Type: string }>>;
}

/**
 * Leaves out of a synthesized template what the engine cannot make: GuardDuty's scanner. Whatever else comes with it
 * (role, rule, the wait for a result) is deployed; its results are for somebody else to send.
 */
export async function leaveOutRefused(templateFile: string): Promise<void> {
  const template = JSON.parse(await readFile(templateFile, 'utf8')) as Template;
  const kept = Object.entries(template.Resources).filter(([, { Type }]) => !refused.includes(Type));
  if (kept.length === Object.keys(template.Resources).length) return;
  await writeFile(templateFile, JSON.stringify({ ...template, Resources: Object.fromEntries(kept) }));
}
