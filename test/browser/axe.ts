import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/**
 * Violations that axe-core finds in the page (WCAG 2.2 A and AA, and good practice).
 * @param rule a single rule; all of them by default
 */
export async function violationsIn(page: Page, rule?: string): Promise<string[]> {
  await page.evaluate(axe);
  // Colours in transitions have irrelevant contrasts; endless animations never finish.
  await page.evaluate(() => {
    for (const animation of document.getAnimations()) {
      if (animation.effect?.getComputedTiming().endTime === Infinity) animation.pause();
      else animation.finish();
    }
  });
  const found = await page.evaluate(
    (options) =>
      (window as unknown as { axe: { run(options: object): Promise<AxeResults> } }).axe.run(options),
    rule ? { runOnly: { type: 'rule', values: [rule] } } : {},
  );
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}
