import { expect, test } from '@jest/globals';
import { bytesReader, canonicalType, knownTypes } from '../../../../lambda/core/content/index.js';
import type { KnownType } from '../../../../lambda/core/content/index.js';
import { declare } from '../../../../lambda/core/upload/declaration.js';
import { contentCheck } from '../../../../lambda/core/validation/content-check.js';
import { builtFiles } from '../../../fixtures/built-files.js';
import { cleanFiles, fixture } from '../../../fixtures/clean-files.js';
import { textSamples } from '../../../fixtures/text-samples.js';
import { photo, policy } from '../../records.js';
import { defaultDeployment } from '../default-deployment.js';

/** A file of the type by some producer, else one that was laid out by its specification, else a few lines of text. */
function fileOf({ type }: KnownType): Buffer {
  const clean = cleanFiles.find((file) => canonicalType(file.type) === type);
  const built = builtFiles[type];
  const text = textSamples[type];
  if (clean) return fixture(clean.file);
  if (built) return built();
  if (text !== undefined) return Buffer.from(text);
  throw new Error(
    `no fixture is of type ${type}: a deployment that allows it would promise what no test holds`,
  );
}

/** What runs is only ever refused by its name. */
const filenameOf = ({ endings = '' }: KnownType): string => `a file.${endings.split(' ')[0] ?? ''}`;

test.each(knownTypes)('a deployment that accepts only $type verifies a file of it', async (known) => {
  const bytes = fileOf(known);
  const allowedTypes = [known.type];
  const request = { filename: filenameOf(known), contentType: known.type, sizeBytes: 1 };
  const { contentType, filename } = declare({ ...policy, allowedTypes }, request);

  const check = contentCheck({ ...defaultDeployment, allowedTypes }, () => bytesReader(bytes));
  const object = { versionId: '1', sizeBytes: bytes.length, properties: {} };
  const { verdict, reasons } = await check(photo({ filename, contentType }), object);
  expect({ verdict, reasons }).toEqual({ verdict: 'accept', reasons: [] });
});
