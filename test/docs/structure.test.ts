import path from 'node:path';
import { expect, test } from '@jest/globals';
import { globSync } from 'tinyglobby';
import { root } from './shell-blocks.js';

/** CONTRIBUTING.md, "How code reads". */
const mostFiles = 20;

const folders = ['bin', 'build', 'lib', 'lambda', 'client', 'web', 'local', 'bench', 'text'];

test.each(folders)(`no folder of %s has more than ${mostFiles} files beside its folders`, (folder) => {
  const files = globSync(`${folder}/**`, {
    cwd: root,
    dot: true,
    ignore: ['**/node_modules/**', '**/dist/**', '**/__pycache__/**'],
  });
  const counts = new Map<string, number>();
  for (const file of files) counts.set(path.dirname(file), (counts.get(path.dirname(file)) ?? 0) + 1);
  expect(counts.size).toBeGreaterThan(0);
  expect([...counts].filter(([, count]) => count > mostFiles)).toEqual([]);
});
