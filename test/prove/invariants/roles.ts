import { functionNames } from '../../../lambda/functions.js';
import { constructId } from '../../../lib/function/function.js';
import type { Promises } from '../deployment/configurations.js';
import type { Invariant } from './invariant.js';
import * as n from './names.js';
import { functionRights, otherRights, type RoleRights } from './role-rights.js';
import { asSent } from './sent.js';

/** docs/architecture.md, "Rights": each role may do what is there, and no more. */
export function roleInvariants(promises: Promises): Invariant[] {
  const functions = functionRights(promises).map((rights) => withLogs(rights, promises));
  return [...functions, ...otherRights(promises)].flatMap((rights) => [
    {
      name: `${shortName(rights.role)}-only`,
      says: `\`${shortName(rights.role)}\` ${rights.does}, and may do nothing else on AWS.`,
      of: { who: [rights.role] },
      only: rights.may,
      ...alone(rights.role),
    },
    {
      name: `${shortName(rights.role)}-can`,
      says: `\`${shortName(rights.role)}\` may do all that \`${shortName(rights.role)}-only\` names, over TLS and with a signature that is not too old.`,
      may: rights.may.map((claim) => asSent(rights.role, claim, promises)),
      ...alone(rights.role),
    },
  ]);
}

/** The one that empties the page's bucket has its rights by that bucket's policy. */
const alone = (role: string): Pick<Invariant, 'alone'> =>
  role === n.emptyingRole ? {} : { alone: 'identity' };

/** Each function writes its own log group, and traces unless `tracing` is off. */
const withLogs = (rights: RoleRights, { traces }: Promises): RoleRights => ({
  ...rights,
  may: [
    ...rights.may,
    {
      action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      resource: [
        n.logGroup(`${constructId(functionNames.find((name) => name === rights.role) ?? 'files')}Logs`),
      ],
    },
    ...(traces ? [{ action: ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'], resource: ['*'] }] : []),
  ],
});

const shortNames: Readonly<Record<string, string>> = {
  [n.emptyingRole]: 'page-emptying',
  [n.copyingRole]: 'page-copying',
};

export const shortName = (role: string): string =>
  shortNames[role] ?? role.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
