import { defaultTypes } from '../../../lambda/core/settings/default-types.js';
import type { Policy } from '../../../lambda/core/settings/policy.js';

/** By what a deployment without settings checks files; a test of its settings holds them against this. */
export const defaultDeployment = {
  allowedTypes: defaultTypes,
  maxPixels: 0x3fff * 0x3fff,
  contentLevel: 'strict',
} as const satisfies Partial<Policy>;
