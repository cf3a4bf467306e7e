import { check } from '../check.js';
import type { CheckOptions } from '../../../../lambda/core/content/index.js';

/** The kinds of active content of a file, each with its severity, and what else refuses it. */
export async function activity(bytes: Buffer, options: CheckOptions = {}): Promise<string[]> {
  const { findings } = await check(bytes, options);
  return findings
    .filter(({ code, severity }) => code === 'active-content' || severity === 'refuse')
    .map(({ what, code, severity }) => `${severity} ${what ?? code}`)
    .sort();
}
