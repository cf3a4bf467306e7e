import { activeKinds, type ActiveContentPolicy, type ActiveKind } from '../../lambda/core/content/index.js';
import type { Policy } from '../../lambda/core/settings/policy.js';
import { wrongProp } from '../checks/wrong-prop.js';
import { FindingGrade } from '../props/finding-grade.js';
import { OnMismatch } from '../props/on-mismatch.js';
import type { WaybillProps } from '../props/waybill-props.js';
import * as check from './prop-checks.js';

type Graded = Pick<Policy, 'onMismatch' | 'activeContent' | 'onProtected' | 'refuseLocation'>;

/** How findings are graded. What is the default is left out: the environment of a function is small. */
export const contentSettingsOf = (props: WaybillProps): Graded => ({
  ...mismatchOf(props),
  ...activeContentOf(props),
  ...protectedOf(props),
  ...(props.refuseLocation && { refuseLocation: true }),
});

function mismatchOf({ onMismatch = OnMismatch.CORRECT }: WaybillProps): Pick<Policy, 'onMismatch'> {
  return check.oneOf('onMismatch', onMismatch, OnMismatch) === 'reject' ? { onMismatch: 'reject' } : {};
}

function activeContentOf({ activeContent = {} }: WaybillProps): Pick<Policy, 'activeContent'> {
  const given = Object.entries(activeContent).map(([kind, grade]) => {
    if (!isActiveKind(kind)) throw wrongProp('activeContent', kind, Object.keys(activeKinds).join(', '));
    return [kind, check.oneOf(`activeContent.${kind}`, grade, FindingGrade)] as const;
  });
  const changed = given.filter(([kind, grade]) => activeKinds[kind].severity !== grade);
  if (changed.length === 0) return {};
  const policy: ActiveContentPolicy = Object.fromEntries(changed);
  return { activeContent: policy };
}

const isActiveKind = (kind: string): kind is ActiveKind => Object.hasOwn(activeKinds, kind);

function protectedOf({ onProtected = FindingGrade.WARN }: WaybillProps): Pick<Policy, 'onProtected'> {
  return check.oneOf('onProtected', onProtected, FindingGrade) === 'refuse' ? { onProtected: 'refuse' } : {};
}
