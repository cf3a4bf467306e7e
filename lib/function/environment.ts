import type { FunctionEnvironment } from '../../lambda/core/settings/policy.js';
import { commonEnvironment, functions, type FunctionName } from '../../lambda/functions.js';

/** Of the values that a deployment has, those that belong to a function's environment. */
export function environmentOf(name: FunctionName, values: FunctionEnvironment): Record<string, string> {
  const variables = [...commonEnvironment, ...functions[name].environment];
  return Object.fromEntries(
    variables.flatMap((variable) => {
      const value = values[variable];
      return value === undefined ? [] : [[variable, value]];
    }),
  );
}
