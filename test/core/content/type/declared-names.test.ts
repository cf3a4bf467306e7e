import { expect, test } from '@jest/globals';
import { bytesReader, canonicalType, knownTypes } from '../../../../lambda/core/content/index.js';
import { defaultTypes } from '../../../../lambda/core/settings/default-types.js';
import { declare } from '../../../../lambda/core/upload/declaration.js';
import { contentCheck } from '../../../../lambda/core/validation/content-check.js';
import { builtFiles } from '../../../fixtures/built-files.js';
import { cleanFiles, fixture } from '../../../fixtures/clean-files.js';
import { declaredNames, namers } from '../../../fixtures/declared-names.js';
import { photo, policy } from '../../records.js';
import { defaultDeployment } from '../default-deployment.js';

const texts: Readonly<Record<string, string>> = {
  'text/plain': 'A line of text.\nAnd another one.\n',
  'application/json': '{"type": "FeatureCollection", "features": []}',
  'application/xml': '<?xml version="1.0"?>\n<order><item count="2"/></order>\n',
};

const typesOf = (ending: string) =>
  knownTypes.filter(({ endings = '' }) => endings.split(' ').includes(ending));

/** A clean file with this ending for each of the types that it means; else any of the type. */
function filesNamed(ending: string): Buffer[] {
  const known = typesOf(ending);
  if (known.length === 0) throw new Error(`no type has the ending ${ending}`);
  return known.map(({ type, foundAs }) => {
    const typed = cleanFiles.filter((clean) => canonicalType(clean.type) === type);
    const named = typed.find(({ file }) => file.endsWith(`.${ending}`)) ?? typed[0];
    const text = texts[foundAs ?? type];
    const built = builtFiles[type];
    if (named) return fixture(named.file);
    if (built) return built();
    if (text === undefined) throw new Error(`no clean file of ${type}`);
    return Buffer.from(text);
  });
}

/** Where the default deployment does not store the type, one that does. */
const allowedTypes = [
  ...new Set([
    ...defaultTypes,
    ...declaredNames.flatMap(({ ending }) => typesOf(ending)).map(({ type }) => type),
  ]),
];

test('the table has names of every system, at least 400 of them, each with its source', () => {
  expect(declaredNames.length).toBeGreaterThanOrEqual(400);
  expect(new Set(declaredNames.map(({ system }) => system))).toEqual(new Set(Object.keys(namers)));
  for (const { system, project, version, url } of Object.values(namers)) {
    expect([system, project, version, url].every((text) => text.length > 0)).toBe(true);
  }
});

test('of every type that is stored by default, each ending has a name in the table', () => {
  const named = new Set(declaredNames.map(({ ending }) => ending));
  const stored = new Set(defaultTypes.map(canonicalType));
  const usual = knownTypes
    .filter(({ type }) => stored.has(type))
    .map(({ endings = '' }) => endings.split(' ')[0]);
  expect(usual.filter((ending) => !named.has(ending ?? ''))).toEqual([]);
});

test.each(declaredNames)(
  '.$ending as $declared ($system) is taken, and verified',
  async ({ ending, declared }) => {
    const filename = `file.${ending}`;
    const request = { filename, contentType: declared, sizeBytes: 1 };
    const { contentType } = declare({ ...policy, allowedTypes }, request);

    for (const bytes of filesNamed(ending)) {
      const check = contentCheck({ ...defaultDeployment, allowedTypes }, () => bytesReader(bytes));
      const object = { versionId: '1', sizeBytes: bytes.length, properties: {} };
      const { verdict, reasons } = await check(photo({ filename, contentType }), object);
      expect({ verdict, reasons }).toEqual({ verdict: 'accept', reasons: [] });
    }
  },
);
