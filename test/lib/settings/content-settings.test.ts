import { describe, expect, test } from '@jest/globals';
import { bytesReader } from '../../../lambda/core/content/index.js';
import type { Policy } from '../../../lambda/core/settings/policy.js';
import { contentCheck } from '../../../lambda/core/validation/content-check.js';
import { constructId } from '../../../lib/function/function.js';
import { FindingGrade, type WaybillProps } from '../../../lib/index.js';
import { docx, letter } from '../../core/content/active/package-bytes.js';
import { photo } from '../../core/records.js';
import { fixture } from '../../fixtures/clean-files.js';
import { find, resourcesOf, synthesize } from '../synthesize.js';

/** What a function of a deployment with these props reads from its environment. */
function policyOf(props: WaybillProps): Policy {
  const resources = resourcesOf(synthesize(props));
  const { Properties } = find(resources, 'AWS::Lambda::Function', constructId('validate'));
  const { Variables } = Properties['Environment'] as { Variables: { POLICY: string } };
  return JSON.parse(Variables.POLICY) as Policy;
}

async function verdictOf(policy: Policy, bytes: Buffer, contentType: string) {
  const deployed = contentCheck(policy, () => bytesReader(bytes));
  const stored = { sizeBytes: bytes.length, versionId: '1', properties: {} };
  return deployed(photo({ filename: 'file', contentType }), stored);
}

const byDefault = policyOf({});
const changed = policyOf({
  activeContent: { macro: FindingGrade.WARN, 'external-content': FindingGrade.REFUSE },
  onProtected: FindingGrade.REFUSE,
  refuseLocation: true,
});

const macros = letter({ relations: [{ kind: 'vbaProject', target: 'a.bin' }] });
const linked = letter({ relations: [{ kind: 'image', target: 'http://a/b.png', isExternal: true }] });
const locked = fixture('document/protected.docx');
const warned = { verdict: 'accept', reasons: [] };
const located = Buffer.concat([
  Buffer.from('ffd8ffe10040', 'hex'),
  Buffer.from('Exif\0\0'),
  Buffer.from('49492a0008000000010025880400010000001a00000000000000', 'hex'),
  // A directory of positions with a latitude.
  Buffer.from('0100020002000200000034380000000000000000000000000000000000000000', 'hex'),
  fixture('image/baseline.jpg').subarray(2),
]);

describe('from a prop to the verdict', () => {
  test.each([
    ['macros', macros, { verdict: 'reject', reasons: [{ code: 'active-content', what: 'macro' }] }],
    ['a linked picture', linked, { ...warned, warnings: [{ what: 'external-content' }] }],
    ['a password', locked, { ...warned, detectedType: docx, warnings: [{ code: 'protected' }] }],
  ])('%s, by default', async (_name, bytes, expected) => {
    expect(await verdictOf(byDefault, bytes, docx)).toMatchObject(expected);
  });

  test.each([
    ['macros as a warning', macros, { ...warned, warnings: [{ what: 'macro', part: 'word/a.bin' }] }],
    ['a linked picture refused', linked, { verdict: 'reject', reasons: [{ what: 'external-content' }] }],
    ['a password refused', locked, { verdict: 'reject', reasons: [{ code: 'protected' }] }],
  ])('%s', async (_name, bytes, expected) => {
    expect(await verdictOf(changed, bytes, docx)).toMatchObject(expected);
  });

  test('a location', async () => {
    const accepted = await verdictOf(byDefault, located, 'image/jpeg');
    expect(accepted).toMatchObject({ ...warned, contains: ['location'] });
    const refused = await verdictOf(changed, located, 'image/jpeg');
    expect(refused).toMatchObject({ verdict: 'reject', reasons: [{ code: 'location-contained' }] });
  });

  test('what is the default takes no room in the environment', () => {
    const activeContent = { macro: FindingGrade.REFUSE, xfa: FindingGrade.WARN };
    const props = { activeContent, onProtected: FindingGrade.WARN, refuseLocation: false };
    expect(policyOf(props)).toEqual(byDefault);
  });
});
