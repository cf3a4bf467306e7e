import { expect } from '@jest/globals';
import {
  bytesReader,
  canonicalType,
  checkContent,
  type CheckOptions,
  type ContentVerdict,
} from '../../../lambda/core/content/index.js';
import { contentCheck } from '../../../lambda/core/validation/content-check.js';
import { photo } from '../records.js';
import { defaultDeployment } from './default-deployment.js';

/**
 * Checks a file in memory, as every test of a family does, and again as the default deployment does: both must refuse
 * the same files, for the same reasons.
 */
export async function check(bytes: Buffer, options: CheckOptions = {}): Promise<ContentVerdict> {
  const verdict = await checkContent(bytesReader(bytes), options);
  await expectTheSameDeployed(bytes, options, verdict);
  return verdict;
}

/** What no deployment sets. */
const offline: readonly (keyof CheckOptions)[] = [
  'refuseNestedArchives',
  'fullMaxBytes',
  'blockedExtensions',
];

/**
 * A deployment has accepted types and a maximum size of images; a check without them does not refuse because of them.
 */
const deployedOnly = ['type-not-allowed', 'pixels-unknown', 'pixels-exceeded'];

async function expectTheSameDeployed(
  bytes: Buffer,
  options: CheckOptions,
  verdict: ContentVerdict,
): Promise<void> {
  if (offline.some((option) => option in options)) return;
  const { alsoAllowedTypes = [], level: contentLevel = defaultDeployment.contentLevel } = options;
  const { allowedTypes = defaultDeployment.allowedTypes, maxPixels = defaultDeployment.maxPixels } = options;
  const policy = {
    contentLevel,
    maxPixels,
    allowedTypes: [...allowedTypes, ...alsoAllowedTypes],
    ...(options.onMismatch === 'reject' && { onMismatch: options.onMismatch }),
    ...(options.activeContent && { activeContent: options.activeContent }),
    ...(options.onProtected === 'refuse' && { onProtected: options.onProtected }),
    ...(options.refuseLocation && { refuseLocation: true as const }),
  };
  // Neither name nor declaration identifies a type if a test sets none.
  const { filename = 'file', declaredType: contentType = 'application/octet-stream' } = options;
  const deployed = contentCheck(policy, () => bytesReader(bytes));
  const { reasons, detectedType } = await deployed(photo({ filename, contentType }), {
    sizeBytes: bytes.length,
    versionId: '1',
    properties: {},
  });

  const codes = new Set(reasons.map(({ code }) => code));
  const names = [verdict.detectedType, detectedType, ...verdict.aliases].map(canonicalType);
  if (!policy.allowedTypes.map(canonicalType).some((type) => names.includes(type))) {
    expect([...codes]).toContain('type-not-allowed');
  }
  const common = (all: Iterable<string>) => [...new Set(all)].filter((code) => !deployedOnly.includes(code));
  expect(common(codes).sort()).toEqual(common(refusals(verdict)).sort());
}

/** The codes of the findings that refuse the file. */
export const refusals = ({ findings }: ContentVerdict): string[] =>
  findings.filter((finding) => finding.severity === 'refuse').map((finding) => finding.code);

/** The codes of the warnings. */
export const warnings = ({ findings }: ContentVerdict): string[] =>
  findings.filter((finding) => finding.severity === 'warn').map((finding) => finding.code);
