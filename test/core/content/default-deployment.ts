import { defaultTypes } from '../../../lambda/core/settings/default-types.js';
import type { Policy } from '../../../lambda/core/settings/policy.js';

/** The settings with which a deployment without configuration checks files; a test compares them. */
export const defaultDeployment = {
  allowedTypes: defaultTypes,
  maxPixels: 0x3fff * 0x3fff,
  contentLevel: 'strict',
} as const satisfies Partial<Policy>;
