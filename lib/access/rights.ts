import { isFunction } from '../../lambda/functions.js';
import { announceRights } from './rights/announce.js';
import { deliverRights } from './rights/deliver.js';
import { downloadRights } from './rights/download.js';
import { filesRights } from './rights/files.js';
import { partSignerRights } from './rights/part-signer.js';
import { presignRights } from './rights/presign.js';
import { readSignerRights } from './rights/read-signer.js';
import type { DeployedResources, Right, Rights, RoleName } from './rights/right.js';
import { scannerRights } from './rights/scanner.js';
import { scheduleRights } from './rights/schedule.js';
import { signingKeyRights } from './rights/signing-key.js';
import { sweepRights } from './rights/sweep.js';
import { validateRights } from './rights/validate.js';
import { webhooksRights } from './rights/webhooks.js';

/**
 * The rights of each role: the role that presigns writes cannot read, the one that presigns reads cannot write. A
 * presigned URL can do no more than the role that signed it, so these are also the limit of every URL. No other place
 * adds rights to a role; what the bucket policy denies to everyone is in guardrails.ts.
 */
export const rights: Readonly<Record<RoleName, Rights>> = {
  presign: presignRights,
  files: filesRights,
  download: downloadRights,
  validate: validateRights,
  announce: announceRights,
  sweep: sweepRights,
  deliver: deliverRights,
  webhooks: webhooksRights,
  schedule: scheduleRights,
  readSigner: readSignerRights,
  partSigner: partSignerRights,
  scanner: scannerRights,
  signingKey: signingKeyRights,
};

const isRole = (name: string): name is RoleName => Object.hasOwn(rights, name);

export const roleNames: readonly RoleName[] = Object.keys(rights).filter(isRole);

/** All rights of a role, in the order of its policy. */
export const rightsOf = (name: RoleName, deployment: DeployedResources): readonly Right[] => [
  ...rights[name](deployment),
  ...(isFunction(name) ? logsAndTraces(deployment.functions[name].logGroup, deployment.tracing) : []),
];

/** For every function, with its own log group. */
const logsAndTraces = (logGroup: string, tracing: boolean): readonly Right[] => [
  { actions: ['logs:CreateLogStream', 'logs:PutLogEvents'], resources: [logGroup] },
  ...(tracing ? [traces] : []),
];

const traces: Right = {
  actions: ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'],
  resources: ['*'],
  wildcard: 'X-Ray: PutTraceSegments and PutTelemetryRecords know no resources.',
};
