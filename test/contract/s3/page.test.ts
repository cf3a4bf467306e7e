import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { differences } from './differences.js';
import { page, pageFile } from './page.js';
import { groups } from './rows.js';

/** Without the spaces with which a formatter aligns tables. */
const bare = (text: string) => text.replace(/ {2,}/g, ' ').replace(/-{3,}/g, '---');

test('docs/s3-engines.md equals the rows (npm run test:contract:page writes it)', () => {
  expect(bare(readFileSync(pageFile, 'utf8'))).toBe(bare(page()));
});

test('row names are unique, and each difference is one of a row', () => {
  const names = groups.flatMap(({ rows }) => rows.map(({ name }) => name));
  expect(new Set(names).size).toBe(names.length);
  const known = Object.values(differences).flatMap((engine) => Object.keys(engine));
  expect(known.filter((name) => !names.includes(name))).toEqual([]);
});
