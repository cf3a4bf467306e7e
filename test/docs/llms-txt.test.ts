import { existsSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { globSync } from 'tinyglobby';
import { problems, type ProblemCode } from '../../lambda/core/problem.js';
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

/** What no request of one caller can get on purpose: the page says why. */
const withoutRequest: readonly ProblemCode[] = ['conflict', 'internal-error'];

test('docs/problem-examples.md has a request for each problem code, or says why there is none', () => {
  const [scripts = '', without = ''] = read('docs/problem-examples.md').split('## Without a request');
  const requested = [...scripts.matchAll(/ gets ([a-z-]+)$/gm)].map(([, code]) => code);
  expect(requested.toSorted()).toEqual(
    Object.keys(problems)
      .filter((code) => !(withoutRequest as readonly string[]).includes(code))
      .toSorted(),
  );
  expect([...without.matchAll(/^\| `([a-z-]+)`/gm)].map(([, code]) => code)).toEqual(withoutRequest);
});
