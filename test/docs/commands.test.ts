import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { scripts, scriptsOfCi, testsOfCi } from './ci.js';
import { linesRunBy, scriptsRunBy, type RunBy } from './run-by.js';
import { documents, read, shellBlocks } from './shell-blocks.js';

const tests = testsOfCi();
const blocks = shellBlocks();

/** A test of CI, or a module that one imports. */
const isRunByTests = (file: string): boolean =>
  tests.includes(file) ||
  tests.some(
    (one) =>
      path.dirname(one) === path.dirname(file) && read(one).includes(`/${path.basename(file, '.ts')}.js'`),
  );

/** Something that CI runs contains these words. */
function expectRun({ file, by }: RunBy): void {
  const isRun =
    ['.ci/run', 'package.json'].includes(file) ||
    blocks.some(({ document, runner }) => document === file && runner !== undefined) ||
    isRunByTests(file);
  expect({ file, isRun }).toEqual({ file, isRun: true });
  expect(read(file).replace(/\s+/g, ' ')).toContain(by);
}

describe('each script of package.json is run by CI:', () => {
  const ofCi = scriptsOfCi();

  test.each(Object.keys(scripts).filter((name) => !ofCi.has(name)))('%s', (name) => {
    const runBy = scriptsRunBy[name];
    if (!runBy) throw new Error(`nothing runs npm run ${name}: add it to CI, or to test/docs/run-by.ts`);
    expectRun(runBy);
  });

  test('and the table names no other', () => {
    const needless = Object.keys(scriptsRunBy).filter((name) => ofCi.has(name) || !(name in scripts));
    expect(needless).toEqual([]);
  });
});

describe('each shell block of the documents is run:', () => {
  test.each(blocks.filter(({ runner }) => runner !== undefined))(
    '$document is run unchanged',
    ({ document }) => {
      const runners = tests.filter((file) => {
        const text = read(file);
        return text.includes('documentedBlocks(') && text.includes(`'${document}'`);
      });
      expect(runners).not.toEqual([]);
    },
  );

  const lines = blocks.flatMap(({ document, runner, commands }) =>
    runner === undefined ? commands.map((line) => ({ document, line })) : [],
  );

  test.each(lines)('$document: $line', ({ line }) => {
    // The longest matching prefix counts.
    const [begins] = Object.keys(linesRunBy)
      .filter((one) => line.startsWith(one))
      .sort((one, other) => other.length - one.length);
    const runBy = begins === undefined ? undefined : linesRunBy[begins];
    if (!runBy)
      throw new Error(
        'nothing runs it: have a test run the block as it stands, or add it to test/docs/run-by.ts',
      );
    expectRun(runBy);
  });

  test('and the table names no line that no document has', () => {
    const unused = Object.keys(linesRunBy).filter((one) => !lines.some(({ line }) => line.startsWith(one)));
    expect(unused).toEqual([]);
  });
});

test.each(documents)('the scripts that %s mentions are in package.json', (document) => {
  const named = [...read(document).matchAll(/`[^`\n]*?\bnpm run (?:--silent |-s )?([\w:]+)/g)].map(
    ([, name]) => name,
  );
  expect(named.filter((name) => name !== undefined && !(name in scripts))).toEqual([]);
});
