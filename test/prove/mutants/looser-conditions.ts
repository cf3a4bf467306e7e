import type { Conditions, Statement } from '../iam/statement.js';
import type { Change } from './mutants.js';

/** Each condition left out, each value left out or exchanged, each operator by its opposite or a weaker one. */
export function looserConditions(statement: Statement): Change[] {
  const { when = {} } = statement;
  return Object.entries(when).flatMap(([operator, keys]) =>
    Object.entries(keys).flatMap(([key, values]) => {
      const without: Conditions = { ...when, [operator]: { ...keys, [key]: [] } };
      const remaining = dropEmpty(without);
      const changed = (what: string, to: Conditions): Change => ({
        what: `${operator} ${key} ${what}`,
        statement: { ...statement, when: to },
      });
      const withValues = (to: readonly string[]): Conditions => ({
        ...when,
        [operator]: { ...keys, [key]: to },
      });
      return [
        changed('left out', remaining),
        ...values.flatMap((value, i) => [
          ...(values.length > 1 ? [changed(`without ${value}`, withValues(values.toSpliced(i, 1)))] : []),
          ...otherValues(operator, value).map((other) =>
            changed(`${other} for ${value}`, withValues(values.with(i, other))),
          ),
        ]),
        ...otherOperators(operator).map((other) =>
          changed(`by ${other}`, { ...remaining, [other]: { ...remaining[other], [key]: values } }),
        ),
      ];
    }),
  );
}

const dropEmpty = (conditions: Conditions): Conditions =>
  Object.fromEntries(
    Object.entries(conditions)
      .map(
        ([operator, keys]) =>
          [
            operator,
            Object.fromEntries(Object.entries(keys).filter(([, values]) => values.length > 0)),
          ] as const,
      )
      .filter(([, keys]) => Object.keys(keys).length > 0),
  );

function otherValues(operator: string, value: string): string[] {
  if (/^Numeric/.test(operator)) return [String(Number(value) * 2), String(Number(value) / 2)];
  if (value === 'true' || value === 'false') return [value === 'true' ? 'false' : 'true'];
  const other = `${value.replace(/\*?.$/, '')}~`;
  return /Like|Arn/.test(operator) ? [other, `${value.split(/[/#]/)[0] ?? ''}*`] : [other];
}

/** The opposite, and one that also matches where the key is not there. */
function otherOperators(operator: string): string[] {
  if (operator.startsWith('ForAllValues:')) return [operator.replace('ForAllValues', 'ForAnyValue')];
  if (operator === 'Null' || operator === 'Bool') return operator === 'Bool' ? ['BoolIfExists'] : [];
  if (/^Numeric/.test(operator)) return [`${operator}IfExists`];
  const opposite = operator.includes('Not')
    ? operator.replace('Not', '')
    : operator.replace(/^(String|Arn)/, '$1Not');
  return operator.includes('Not') ? [opposite] : [opposite, `${operator}IfExists`];
}
