import { expect, test } from '@jest/globals';
import { globSync } from 'tinyglobby';
import { read, root } from './shell-blocks.js';

/**
 * A search for a name finds one definition. The exceptions: names that two packages, or the two ends of the API, share,
 * and the reason.
 */
const shared: Readonly<Record<string, string>> = {
  handler: 'The entry point of a function, by Lambda’s convention.',
  Permission: 'An enum for users of the construct; the rules know its values.',
  patience: 'A linter’s rule asks for it by name; operators’ commands wait longer than functions may.',
  FieldError: 'A field of an answer; the client is built without the service.',
  // What the client publishes of an answer, derived from the schema; the rules have it with dates and more fields.
  ...Object.fromEntries(
    [
      'CheckState',
      'Disposition',
      'FilePage',
      'FileStatus',
      'Grant',
      'ReadUrlItem',
      'Reason',
      'Share',
      'SignedPart',
      'SignedUpload',
      'StoredPart',
      'UploadMethod',
    ].map((name) => [name, 'The same thing at both ends of the API: client/api/contract.ts derives it.']),
  ),
};

const definition =
  /^export (?:default )?(?:declare )?(?:abstract )?(?:async )?(?:const|let|function\*?|class|interface|type|enum) (\w+)/gm;

/** The page speaks each of its languages by the same names. */
const withoutLanguage = (file: string) => file.replace(/\/(de|en)\.ts$/, '/{language}.ts');

test('an exported name is defined in one file', () => {
  const files = globSync('{bin,build,lib,lambda,client,web,local,text,bench}/**/*.ts', {
    cwd: root,
    // The schemas of answers bear the names that the OpenAPI document has.
    ignore: ['**/node_modules/**', 'client/dist/**', '**/*.d.ts', 'lambda/api/schema/*answers.ts'],
  });
  const places = new Map<string, Set<string>>();
  for (const file of files) {
    for (const [, name = ''] of read(file).matchAll(definition)) {
      places.set(name, (places.get(name) ?? new Set()).add(withoutLanguage(file)));
    }
  }
  const twice = [...places].filter(([, all]) => all.size > 1);
  expect(
    twice.filter(([name]) => !(name in shared)).map(([name, all]) => `${name}: ${[...all].join(', ')}`),
  ).toEqual([]);
  expect(Object.keys(shared).filter((name) => (places.get(name)?.size ?? 0) < 2)).toEqual([]);
});
