import { Stack } from 'aws-cdk-lib';
import type { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import type { Functions } from '../function/function.js';
import type { WaybillProps } from '../props/waybill-props.js';
import type { Settings } from '../settings/settings.js';
import { atItsLongest } from './longest-text.js';
import { wrongProp } from '../checks/wrong-prop.js';

/** Lambda quotas, "Function configuration, deployment, and execution": 4 KB for all environment variables together. */
const most = 4 * 1024;

/** Props whose values are part of the environment, and how to need less of it. */
const remedies = {
  roles: 'name fewer roles, or give them shorter names',
  allowedTypes: 'allow fewer types',
  activeContent: 'change fewer kinds',
  alsoAllowedTypes: 'allow fewer types',
  blockedExtensions: 'change fewer extensions of the default list',
  webhooks: 'name fewer endpoints, or add them by the API',
  ownerClaim: 'choose a shorter claim',
  subjectClaim: 'choose a shorter claim',
  groupsClaim: 'choose a shorter claim',
  rolesClaim: 'choose a shorter claim',
  publicUrl: 'choose a shorter URL',
  storageEndpoint: 'choose a shorter URL',
  awsEndpoint: 'choose a shorter URL',
} as const;
type Prop = keyof typeof remedies;

/**
 * Refuses a deployment that would fail half-way, with a message that names no prop. Called once every variable is
 * there.
 */
export function checkEnvironments(functions: Functions, settings: Settings, given: WaybillProps): void {
  for (const [name, fn] of Object.entries(functions)) {
    const variables = variablesOf(fn);
    const over = measured(variables) - most;
    if (over <= 0) continue;
    const [prop, bytes] = largest(settings, variables, given);
    const room = Math.max(0, bytes - over);
    throw wrongProp(
      prop,
      `${bytes} bytes`,
      `at most ${room} bytes as JSON: with more, the environment of \`${name}\` could have more than the ${most} bytes ` +
        `that Lambda allows; ${remedies[prop]}`,
    );
  }
}

function variablesOf(fn: Functions['presign']): Record<string, string> {
  const { environment } = fn.node.defaultChild as CfnFunction;
  const { variables } = atItsLongest(Stack.of(fn), environment) as { variables: Record<string, string> };
  return variables;
}

/**
 * As Lambda measures it ("String measured" in its error): the JSON of the whole map, in which quotes that are in a
 * value, such as those of our own JSON, are escaped. A character that is not ASCII is counted as an escape too.
 */
export const measured = (value: unknown): number =>
  JSON.stringify(value).replace(/[^\x20-\x7e]/g, '\\u0000').length;

/** Of the props that were given, if any: a default is nobody's mistake. */
function largest(
  { policy, ...settings }: Settings,
  variables: Record<string, string>,
  given: WaybillProps,
): [Prop, number] {
  const { allowedTypes, blockedExtensions, activeContent, access } = policy;
  const values: Partial<Record<Prop, unknown>> = {
    allowedTypes: given.allowedTypes ?? allowedTypes,
    alsoAllowedTypes: given.alsoAllowedTypes,
    blockedExtensions,
    activeContent,
    ...access,
    ...('WEBHOOKS' in variables && { webhooks: settings.webhooks.endpoints }),
    ...('PUBLIC_URL' in variables && { publicUrl: settings.publicUrl }),
    storageEndpoint: settings.storageEndpoint,
    awsEndpoint: settings.awsEndpoint,
  };
  const sizes = Object.entries(values).map(([prop, value]): [Prop, number] => [
    prop as Prop,
    value === undefined ? 0 : escaped(value),
  ]);
  const own = sizes.filter(([prop]) => given[prop] !== undefined);
  return (own.length > 0 ? own : sizes).reduce((a, b) => (b[1] > a[1] ? b : a));
}

/** Inside of another JSON text. */
const escaped = (value: unknown): number => measured(JSON.stringify(value)) - 2;
