import { describe, expect, test } from '@jest/globals';
import { Duration, type Stack } from 'aws-cdk-lib';
import type { WaybillProps } from '../../../lib/index.js';
import { items, quoted, section } from '../../docs/page.js';
import type { Statement } from '../policies/evaluate.js';
import { ofType, resourcesOf, synthesize, withKey } from '../synthesize.js';

/** Of every function: its own logs and traces. */
const ofEach = /^(logs|xray):/;
const isAction = (words: string) => /^[a-z0-9]+:[A-Z]\w+$/.test(words);

/** The rights of each function's role in a deployment with these props, as `function action`. */
function rightsWith(props: WaybillProps | ((stack: Stack) => WaybillProps) = {}): string[] {
  const resources = resourcesOf(synthesize(props));
  const roles = ofType(resources, 'AWS::Lambda::Function').flatMap(([, { Properties }]) => {
    const [, name] = /^arn:aws:iam::\d+:role\/(\w+)Role$/.exec(String(Properties['Role'])) ?? [];
    return name === undefined ? [] : [name];
  });
  const rights = ofType(resources, 'AWS::IAM::Policy').flatMap(([, { Properties }]) => {
    const [, name = ''] = /^Waybill(\w+?)Role/.exec(String(Properties['PolicyName'])) ?? [];
    if (!roles.includes(name)) return [];
    const { Statement } = Properties['PolicyDocument'] as { Statement: Statement[] };
    return Statement.flatMap(({ Action }) => Action ?? [])
      .filter((action) => !ofEach.test(action))
      .map((action) => `${name.toLowerCase()} ${action}`);
  });
  return [...new Set(rights)].sort();
}

describe('docs/architecture.md lists the rights of each function:', () => {
  const listed = items(section('docs/architecture.md', '### Rights'));
  const byDefault = rightsWith();

  test('in a deployment without settings', () => {
    const functions = new Set(byDefault.map((right) => right.split(' ')[0]));
    const shown = listed.flatMap((item) => {
      const [name = '', ...rest] = quoted(item);
      return functions.has(name) ? rest.filter(isAction).map((action) => `${name} ${action}`) : [];
    });
    expect(shown.sort()).toEqual(byDefault);
  });

  const options: Readonly<Record<string, WaybillProps | ((stack: Stack) => WaybillProps)>> = {
    announceReads: { announceReads: true },
    malwareProtection: { malwareProtection: true },
    readUrlLife: { readUrlLife: Duration.hours(1) },
    bindReads: { bindReads: true },
    partUrlLife: { partUrlLife: Duration.hours(1) },
    cdn: { cdn: true },
    encryptionKey: withKey,
  };

  test.each(Object.entries(options))('and what %s adds', (prop, props) => {
    const item = listed.find((one) => quoted(one)[0] === prop) ?? '';
    // A sentence names functions, then their actions in brackets.
    const shown = [...item.matchAll(/((?:`[a-zA-Z]+`[^`(]*)+)\(([^)]+)\)/g)].flatMap(
      ([, who = '', what = '']) =>
        // The prop itself comes first.
        quoted(who)
          .filter((name) => name !== prop)
          .flatMap((name) =>
            quoted(what)
              .filter(isAction)
              .map((action) => `${name.toLowerCase()} ${action}`),
          ),
    );
    expect(shown.sort()).toEqual(rightsWith(props).filter((right) => !byDefault.includes(right)));
  });
});
