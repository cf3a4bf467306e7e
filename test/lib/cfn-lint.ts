import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { cacheDirectory } from '../../local/process/cache-directory.js';
import { prepareVenv } from '../../local/engine/python.js';

/**
 * cfn-lint's findings in a template; it is in the venv, which is created if needed. W3005: a dependency stated twice;
 * the CDK does so, and it has no effect. W3045: ACLs, which the bucket has disabled.
 */
export async function cfnLint(template: object): Promise<string> {
  const python = await prepareVenv(cacheDirectory);
  const folder = mkdtempSync(join(tmpdir(), 'waybill-template-'));
  try {
    const file = join(folder, 'template.json');
    writeFileSync(file, JSON.stringify(template));
    const options = ['--ignore-checks', 'W3005', 'W3045', '--template', file];
    return execFileSync(python, [join(dirname(python), 'cfn-lint'), ...options], { encoding: 'utf8' });
  } catch (error) {
    // Findings are an exit status; anything else is not.
    const { stdout } = error as { stdout?: string };
    if (stdout) return stdout;
    throw error;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
