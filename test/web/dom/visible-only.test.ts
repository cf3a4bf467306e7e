import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';

const folder = path.join(import.meta.dirname, '..', '..', '..', 'web');
const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && name !== path.join('dom', 'element.ts'))
  .map((name) => [name, readFileSync(path.join(folder, name), 'utf8')] as const);

/** Ways to bypass `element`, `set` and `write`, which sanitize text. */
const past =
  /\.(textContent|innerText|innerHTML|outerHTML|title|ariaLabel|alt|placeholder) = .*|setAttribute\('(title|alt|aria-label|placeholder)'.*|createTextNode.*|insertAdjacent\w+.*/g;

/** Cleared, the page's own text, or shown as prose by the same rule. */
const lawful = /= '';|^\.title = .*(words\(\)|texts\.name)|= visibleProse\(/;

test('all text goes through the sanitizing functions', () => {
  expect(sources.length).toBeGreaterThan(60);
  const found = sources.flatMap(([name, text]) =>
    [...text.matchAll(past)].filter(([way]) => !lawful.test(way)).map(([way]) => `${name}: ${way}`),
  );
  expect(found).toEqual([]);
});
