import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';

const read = (file: string) => readFileSync(join(import.meta.dirname, '../../..', file), 'utf8');

/** In the order in which `WaybillProps` extends them. */
const names = [...read('lib/props/waybill-props.ts').matchAll(/^ {4}(\w+)Props\b/gm)].map(([, name = '']) =>
  name.toLowerCase(),
);
const interfaces = names.map((name) => read(`lib/props/${name}-props.ts`)).join('');
const declared = [...interfaces.matchAll(/\/\*\*((?:(?!\*\/)[^])*)\*\/\s+readonly (\w+)\?:/g)];
const props = declared.map(([, , name]) => name);

test('every prop is optional, and has a default', () => {
  expect(declared.length).toBe(interfaces.match(/^ {2}readonly /gm)?.length);
  for (const [, comment, name] of declared) expect(`${name}: ${comment}`).toContain('@default');
});

test('docs/construct.md lists every prop, in the same order', () => {
  const [, table = ''] = read('docs/construct.md').split('\n## Props\n');
  const rows = [...(table.split('\n## ')[0] ?? '').matchAll(/^\| `(\w+)` *\|/gm)].map(([, name]) => name);
  expect(rows).toEqual(props);
});
