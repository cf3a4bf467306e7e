import type { Statement } from '../iam/statement.js';
import type { Change } from './mutants.js';

/** Its actions, resources and principals. */
export const widerElements = (statement: Statement): Change[] => [
  ...changedActions(statement),
  ...changedResources(statement),
  ...changedPrincipals(statement),
];

function changedActions(statement: Statement): Change[] {
  const { action, notAction = [] } = statement;
  const element = action ? 'action' : 'notAction';
  const listed = action ?? notAction;
  const changed = (what: string, to: readonly string[]): Change => ({
    what: `${element} ${what}`,
    statement: { ...statement, [element]: to },
  });
  const without =
    listed.length > 1 ? listed.map((one, i) => changed(`without ${one}`, listed.toSpliced(i, 1))) : [];
  if (action && statement.effect === 'Deny') return [...without, ...narrowed(action, changed)];
  const [service = ''] = (listed[0] ?? '').split(':');
  return [
    ...without,
    changed('*', ['*']),
    changed(`${service}:*`, [`${service}:*`]),
    ...listed.flatMap((one, i) => [
      changed(`${one}*`, listed.with(i, `${one.replace(/\*$/, '')}*`)),
      // `s3:GetObject` to `s3:Get*`: all that have its verb.
      changed(`of the verb of ${one}`, listed.with(i, one.replace(/:([A-Z][a-z]+).*$/, ':$1*'))),
    ]),
  ];
}

/** A denial of all actions, of some only. */
const narrowed = (action: readonly string[], changed: (what: string, to: readonly string[]) => Change) =>
  action.flatMap((one, i) =>
    one.endsWith(':*')
      ? ['Get*', 'Put*', 'Send*'].map((verb) => changed(verb, action.with(i, one.replace('*', verb))))
      : [],
  );

function changedResources(statement: Statement): Change[] {
  const { resource, effect } = statement;
  // That of a trust policy is not its own, and the element is not there.
  if (!resource || statement.action?.includes('sts:AssumeRole') === true) return [];
  const changed = (what: string, to: readonly string[]): Change => ({
    what: `resource ${what}`,
    statement: { ...statement, resource: to },
  });
  const without =
    resource.length > 1 ? resource.map((one, i) => changed(`without ${one}`, resource.toSpliced(i, 1))) : [];
  // A denial in a resource's policy is about that resource: there is no wider one.
  if (effect === 'Deny') {
    const some = (one: string) => (one.endsWith('*') ? one.replace(/\*$/, 'a*') : `${one}-other`);
    return [...without, ...resource.map((one, i) => changed(some(one), resource.with(i, some(one))))];
  }
  return [
    ...without,
    changed('*', ['*']),
    ...resource.flatMap((one, i) => [
      changed(`${one}*`, resource.with(i, `${one.replace(/\*$/, '')}*`)),
      changed(`beside ${one}`, resource.with(i, one.replace(/[^:/]*$/, '*').replace(/\/\*$/, '*'))),
    ]),
  ];
}

function changedPrincipals(statement: Statement): Change[] {
  const { principals, effect } = statement;
  if (!principals) return [];
  const { aws, services } = principals;
  const changed = (what: string, to: typeof principals): Change => ({
    what: `principal ${what}`,
    statement: { ...statement, principals: to },
  });
  // A denial of everyone is loosened by naming someone.
  if (effect === 'Deny') return [changed('one service', { aws: [], services: ['s3.amazonaws.com'] })];
  return [
    changed('everyone', { aws: ['*'], services: [] }),
    changed('another service too', { aws, services: [...services, 'ec2.amazonaws.com'] }),
  ];
}
