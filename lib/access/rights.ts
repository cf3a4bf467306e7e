import { isFunction } from '../../lambda/functions.js';
import { announce } from './rights/announce.js';
import { deliver } from './rights/deliver.js';
import { download } from './rights/download.js';
import { files } from './rights/files.js';
import { presign } from './rights/presign.js';
import { readSigner } from './rights/read-signer.js';
import type { Deployment, Right, Rights, RoleName } from './rights/right.js';
import { scanner } from './rights/scanner.js';
import { schedule } from './rights/schedule.js';
import { sweep } from './rights/sweep.js';
import { validate } from './rights/validate.js';
import { webhooks } from './rights/webhooks.js';

/**
 * The rights of each role: the role that presigns writes cannot read, the one that presigns reads cannot write. A
 * presigned URL can do no more than the role that signed it, so these are also the limit of every URL. No other place
 * adds rights to a role; what the bucket policy denies to everyone is in guardrails.ts.
 */
export const rights: Readonly<Record<RoleName, Rights>> = {
  presign,
  files,
  download,
  validate,
  announce,
  sweep,
  deliver,
  webhooks,
  schedule,
  readSigner,
  scanner,
};

const isRole = (name: string): name is RoleName => Object.hasOwn(rights, name);

export const roleNames: readonly RoleName[] = Object.keys(rights).filter(isRole);

/** All rights of a role, in the order of its policy. */
export const rightsOf = (name: RoleName, deployment: Deployment): readonly Right[] => [
  ...rights[name](deployment),
  ...(isFunction(name) ? logsAndTraces(deployment.functions[name].logGroup) : []),
];

/** For every function, with its own log group. */
const logsAndTraces = (logGroup: string): readonly Right[] => [
  { actions: ['logs:CreateLogStream', 'logs:PutLogEvents'], resources: [logGroup] },
  {
    actions: ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'],
    resources: ['*'],
    wildcard: 'X-Ray: PutTraceSegments and PutTelemetryRecords know no resources.',
  },
];
