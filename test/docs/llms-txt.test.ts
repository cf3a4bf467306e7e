import { existsSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { globSync } from 'tinyglobby';
import { problems } from '../../lambda/core/problem.js';
import { read, root } from './shell-blocks.js';

// https://llmstxt.org: a title, a quoted summary, and sections of lists of links with a description.
const text = read('llms.txt');
const links = [...text.matchAll(/^- \[([^\]]+)\]\(([^)]+)\): \S.*$/gm)].map(([, name = '', file = '']) => ({
  name,
  file,
}));

test('llms.txt has the form that its readers expect', () => {
  expect(text).toMatch(/^# Waybill\n\n> \S.*\n/);
  const others = text
    .split('\n')
    .filter((line) => line.startsWith('-') && !/^- \[[^\]]+\]\([^)]+\): \S/.test(line));
  expect(others).toEqual([]);
});

test('llms.txt names every page of docs/, once, by its title', () => {
  const pages = globSync(['docs/*.md', 'docs/clients/*.md', 'docs/*.json'], { cwd: root });
  const named = links.map(({ file }) => file).filter((file) => file.startsWith('docs/'));
  expect(named.toSorted()).toEqual(pages.toSorted());
  for (const { name, file } of links) {
    expect([file, existsSync(path.join(root, file))]).toEqual([file, true]);
    if (file.endsWith('.md')) expect(read(file)).toMatch(new RegExp(`^# ${name}\n`));
  }
});

test('docs/problem-examples.md has a request for each problem code, or says what it needs', () => {
  const page = read('docs/problem-examples.md');
  const [script = '', without = ''] = page.split('## Without a request here');
  const requested = [...script.matchAll(/ gets ([a-z-]+)$/gm)].map(([, code]) => code);
  const described = [...without.matchAll(/`([a-z-]+)`/g)].map(([, code]) => code);
  const codes = Object.keys(problems);
  expect([...requested, ...described.filter((code) => codes.includes(code ?? ''))].toSorted()).toEqual(
    codes.toSorted(),
  );
});
