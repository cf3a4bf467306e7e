import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { cutFiles, cutTable } from './cut-table.js';

/** What is missing, in the words of each format: its directory, its first unit, its end. */
const missing = [
  'format-unproven',
  'type-unknown',
  'archive-directory',
  'ending-missing',
  'structure-broken',
  // Follow from these: of no known type.
  'type-mismatch',
];

test('a cut file is refused for nothing but what it lacks', async () => {
  const blamed = (await cutFiles()).flatMap(({ file, share, verdict: { findings } }) =>
    findings
      .filter(({ code, severity }) => severity === 'refuse' && !missing.includes(code))
      .map(({ code }) => `${file} at ${share}: ${code}`),
  );
  expect(blamed).toEqual([]);
});

test('which parts of a file are accepted is what the table says', async () => {
  const listed = readFileSync(join(import.meta.dirname, 'cut-files.txt'), 'utf8');
  expect((await cutTable()).split('\n')).toEqual(listed.split('\n'));
});
