import type { FunctionEnvironment } from '../../lambda/core/settings/policy.js';
import { commonEnvironment, functions, type FunctionName } from '../../lambda/functions.js';

/** The deployment's values for a function's environment. */
export function environmentOf(name: FunctionName, values: FunctionEnvironment): Record<string, string> {
  const variables = [...commonEnvironment, ...functions[name].environment];
  return Object.fromEntries(
    variables.flatMap((variable) => {
      const value = values[variable];
      return value === undefined ? [] : [[variable, value]];
    }),
  );
}
