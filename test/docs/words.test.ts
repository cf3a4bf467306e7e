import { describe, expect, test } from '@jest/globals';
import { globSync } from 'tinyglobby';
import { read, root } from './shell-blocks.js';
import { avoidedIn, avoidedPhrases } from './words.js';

const files = globSync('**/*.{ts,mjs,py,md}', {
  cwd: root,
  ignore: ['**/node_modules/**', '**/dist/**', '**/cdk.out/**', '**/.*/**', 'coverage/**', 'release/**'],
}).sort();

test('comments, documents and names of tests use the field’s terms', () => {
  expect(files.length).toBeGreaterThan(500);
  const found = files.flatMap((file) =>
    avoidedIn(file, read(file)).map(
      ({ phrase, instead, line }) => `${file}:${line}: "${phrase}" (CONTRIBUTING.md: ${instead})`,
    ),
  );
  expect(found).toEqual([]);
});

describe('a phrase to avoid', () => {
  const quoted = (name: string) => `'${name}'`;
  const phrases = (file: string, text: string) => avoidedIn(file, text).map(({ phrase }) => phrase);

  test('is in the table of CONTRIBUTING.md, with what to write instead', () => {
    expect(avoidedPhrases.length).toBeGreaterThan(10);
    expect(avoidedPhrases).toContainEqual(
      expect.objectContaining({ phrase: 'told', instead: expect.stringContaining('notify') }),
    );
  });

  test.each([
    ['a.ts', '/** Told of each failure. */', ['told']],
    ['a.ts', '  // The sweep goes\n  // on with it.', ['goes on']],
    ['a.ts', 'const a = 1; // told', ['told']],
    ['a.test.ts', `test(${quoted('is told once')}, () => {`, ['told']],
    ['a.test.ts', `])(${quoted('%s is told once')}, async ({ a }) => {`, ['told']],
    ['a.py', '# Whoever calls it.', ['whoever']],
    ['a.md', 'Text.\n\nIt ends by\nitself.', ['by itself']],
  ])('is found in %s: %j', (file, text, found) => {
    expect(phrases(file, text)).toEqual(found);
  });

  test.each([
    ['a.ts', 'const told = whoever(told);'],
    ['a.ts', "throw new Error('told');"],
    ['a.ts', 'const text = `\n// told\n`;'],
    ['a.ts', '// `told` is a name, and "told" a quotation.'],
    ['a.ts', '// The teller of toldness, retold.'],
    ['a.test.ts', "expect(said).toBe('was told once');"],
    ['a.md', '`told`, "told" and [a link](told.md)\n\n```sh\necho told\n```\n'],
    ['CONTRIBUTING.md', '### Words to avoid\n\n| told | report |\n'],
  ])('is ignored in %s: %j', (file, text) => {
    expect(phrases(file, text)).toEqual([]);
  });

  test('is reported with its line', () => {
    expect(avoidedIn('a.ts', 'a;\n\n/**\n * One.\n * Told.\n */').map(({ line }) => line)).toEqual([5]);
  });
});
