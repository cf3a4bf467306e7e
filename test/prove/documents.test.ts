import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { globSync } from 'tinyglobby';
import { roleNames } from '../../lib/access/rights.js';
import { rows, section } from '../docs/page.js';
import { configurations } from './deployment/configurations.js';
import { invariantsOf } from './invariants/invariants.js';

const root = new URL('../..', import.meta.url).pathname;
const invariants = new Map(
  configurations.flatMap(({ promises }) => invariantsOf(promises).map(({ name, says }) => [name, says])),
);

/** Where documents promise something. Decisions have the reasons, and the page on other engines is about those. */
const documents = globSync(['docs/*.md', 'README.md', 'SECURITY.md'], {
  cwd: root,
  ignore: ['docs/s3-engines.md'],
});

interface Promise {
  readonly file: string;
  /** A paragraph, an item of a list, or a row of a table. */
  readonly text: string;
  readonly proven: readonly string[];
}

const promises: readonly Promise[] = documents.flatMap((file) => {
  const text = readFileSync(`${root}/${file}`, 'utf8').replace(/## The invariants[^]*/, '');
  return text.split('\n').map((line) => ({
    file,
    text: line,
    proven: [...line.matchAll(/[Pp]roven: ([^)]*)/g)].flatMap(([, names = '']) =>
      [...names.matchAll(/`([a-z0-9-]+)`/g)].map(([, name = '']) => name),
    ),
  }));
});

test('docs/policies.md lists every invariant, and says what it says', () => {
  const listed = rows(section('docs/policies.md', '## The invariants')).map(([name = '', says]) => [
    name.replaceAll('`', ''),
    says,
  ]);
  expect(listed).toEqual([...invariants]);
});

test('documents name invariants that exist', () => {
  const named = promises.flatMap(({ file, proven }) => proven.map((name) => `${file}: ${name}`));
  expect(named.filter((one) => !invariants.has(one.split(': ')[1] ?? ''))).toEqual([]);
});

test('each invariant is promised somewhere', () => {
  const named = new Set(promises.flatMap(({ proven }) => proven));
  expect([...invariants.keys()].filter((name) => !named.has(name))).toEqual([]);
});

/** A sentence about policies, or about a role, that says what someone may do in AWS, or may not. */
const subject = new RegExp(
  `bucket(’s|'s)? policy|guardrails|breakGlassRoleArns|deploymentRoleArns|break-glass|\`(${roleNames.join('|')})\`|AWS administrator`,
);
const permission = /\b(cannot|can only|can neither|may|only|alone|denies|denied|deny|exempt(ed)?|must not)\b/;
const access =
  /\b(reads?|writes?|tags?|presigns?|signatures?|bytes|download|invokes?|decrypt|encrypts?|overwrit\w+|changes?|denies everyone|objects)\b/;

/** What sounds like a promise of a policy, and is none: the words in it, and the reason. */
const others: Readonly<Record<string, string>> = {
  'keep for the API what its rate needs': 'concurrency',
  'The checker only reads bytes.': 'what the function does, within its rights',
  'Delivery is at least once, with one exception': 'what the function does',
  'It reads the objects one by one': 'an operator’s command, with the operator’s rights',
  'While a file is held, ': 'what the API answers',
  'While a file waits, ': 'what the function does',
  '5,000 requests per second are half': 'load',
  '`npm run prove`, a part of': 'how it is proven',
  'A broken invariant is printed': 'how it is proven',
  'No bucket policy holds against those': 'what is not promised',
  '**Roles and keys.** Who may change': 'what is not promised',
};

test('each promise of who may do what names its invariant', () => {
  const unnamed = promises.filter(
    ({ text, proven }) =>
      proven.length === 0 &&
      subject.test(text) &&
      permission.test(text) &&
      access.test(text) &&
      !Object.keys(others).some((words) => text.includes(words)),
  );
  expect(unnamed.map(({ file, text }) => `${file}: ${text}`)).toEqual([]);
});

test('what is none is still there', () => {
  expect(Object.keys(others).filter((words) => !promises.some(({ text }) => text.includes(words)))).toEqual(
    [],
  );
});
