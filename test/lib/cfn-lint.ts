import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { cacheDirectory } from '../../local/process/cache-directory.js';
import { prepareVenv } from '../../local/engine/python.js';

/**
 * cfn-lint's findings in the templates, each in a file of its name; one process for all, half of whose time is its
 * start. It is in the venv, which is created if needed. W3005: a dependency stated twice; the CDK does so, and it has no
 * effect. W3045: ACLs, which the bucket has disabled.
 * @param regions whose services they may use. @default us-east-1
 */
export async function cfnLint(
  templates: ReadonlyMap<string, object>,
  regions: readonly string[] = [],
): Promise<string> {
  const python = await prepareVenv(cacheDirectory);
  const folder = mkdtempSync(join(tmpdir(), 'waybill-template-'));
  try {
    const files = [...templates].map(([name, template]) => {
      const file = join(folder, `${name}.json`);
      writeFileSync(file, JSON.stringify(template));
      return file;
    });
    const inRegions = regions.length > 0 ? ['--regions', ...regions] : [];
    const options = ['--ignore-checks', 'W3005', 'W3045', ...inRegions, '--template', ...files];
    return execFileSync(python, [join(dirname(python), 'cfn-lint'), ...options], {
      encoding: 'utf8',
      // Compiled once for all runs, as the engine's are, and wherever bytecode is not wanted beside sources.
      env: {
        ...process.env,
        PYTHONDONTWRITEBYTECODE: '',
        PYTHONPYCACHEPREFIX: join(cacheDirectory, 'pycache'),
      },
    });
  } catch (error) {
    // Findings are an exit status; anything else is not.
    const { stdout } = error as { stdout?: string };
    if (stdout) return stdout;
    throw error;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
