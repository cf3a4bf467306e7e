import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { routeTable } from './route-table.js';
import { problems } from '../../lambda/core/problem.js';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

describe('the documents', () => {
  test('show each route as the table of routes has it', () => {
    const [, shown] =
      /<!-- routes:start -->\n\n?([\s\S]*?)\n\n?<!-- routes:end -->/.exec(read('README.md')) ?? [];
    // Prettier pads the columns.
    const plain = (table = '') => table.replace(/ +\|/g, ' |').replace(/-{3,}/g, '---');
    expect(plain(shown)).toBe(routeTable());
  });

  test('explain each problem code with its status, and no other', () => {
    const headings = [...read('docs/problems.md').matchAll(/^## (\S+) \((\d+)\)$/gm)];
    expect(headings.map(([, code, status]) => `${code} ${status}`).sort()).toEqual(
      Object.entries(problems)
        .map(([code, { status }]) => `${code} ${status}`)
        .sort(),
    );
  });
});
