import type { Policy } from '../../lambda/core/settings/policy.js';
import { wrongProp } from './wrong-prop.js';

/** Lambda quotas, "Function configuration, deployment, and execution": 4 KB for all environment variables together. */
const environmentBytes = 4 * 1024;
/** Their names, the bucket, the table, the queue, addresses of other stores, and the variables of Powertools. */
const otherBytes = 1024;
const mostBytes = environmentBytes - otherBytes;

/**
 * The policy, if it fits in the environment of each function. Without this check the deployment would fail half-way,
 * with a message that names no prop.
 */
export function fittingPolicy(policy: Policy): Policy {
  const bytes = jsonBytes(policy);
  if (bytes <= mostBytes) return policy;
  const { allowedTypes, access } = policy;
  const parts = { roles: jsonBytes(access.roles ?? {}), allowedTypes: jsonBytes(allowedTypes) };
  const prop = parts.roles > parts.allowedTypes ? 'roles' : 'allowedTypes';
  const room = mostBytes - (bytes - parts[prop]);
  throw wrongProp(
    prop,
    `${parts[prop]} bytes`,
    `at most ${Math.max(0, room)} bytes as JSON, since Lambda keeps a function's environment within 4 KB: ` +
      (prop === 'roles' ? 'name fewer roles, or give them shorter names' : 'allow fewer types'),
  );
}

const jsonBytes = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));
