import { describe, expect, test } from '@jest/globals';
import type { Stack } from 'aws-cdk-lib';
import type { WaybillProps } from '../../../lib/index.js';
import { quoted, rows, section } from '../../docs/page.js';
import { synthesize } from '../synthesize.js';
import { configurations, everythingOn } from './configurations.js';
import { effectsOf, losses, type Effects } from './effects.js';
import { losesAccess, propChanges, type PropChange } from './prop-changes.js';
import { valueChanges } from './value-changes.js';

const changes: [string, PropChange][] = Object.entries(propChanges);

type Props = NonNullable<PropChange['beside']>;
const asFunction = (props: Props) => (typeof props === 'function' ? props : () => props);
const both = (some: Props, others: Props) => (stack: Stack) => ({
  ...asFunction(some)(stack),
  ...asFunction(others)(stack),
});
const templateOf = (props: Props, region?: string): object => synthesize(props, {}, region).toJSON();
const defaults = templateOf(configurations.defaults);

test.each(changes)('%s, set and taken out again', (_name, { beside, props, region, on = {}, off = on }) => {
  const without = beside ? templateOf(beside, region) : defaults;
  const withIt = templateOf(both(beside ?? {}, props), region);
  // Where the prop changes nothing at all, its row is wrong.
  expect(withIt).not.toEqual(without);
  expect(effectsOf(without, withIt)).toEqual(on);
  expect(effectsOf(withIt, without)).toEqual(off);
});

test.each(valueChanges)('$what', ({ from, to, effects = {} }) => {
  expect(effectsOf(templateOf(from), templateOf(to))).toEqual(effects);
});

describe('from everything on', () => {
  const everything = templateOf(everythingOn);

  test('to everything off: files, records, people and keys stay', () => {
    expect(losses(effectsOf(everything, defaults))).toEqual({
      ApiDomain: 'removed',
      CdnDistribution: 'removed',
      CdnMakerLogs: 'removed',
      CdnKey1PrivateKey: 'removed',
      SiteBucket: 'removed',
      SiteDistribution: 'removed',
      UsersSiteClient: 'removed',
      UsersSiteDomain: 'removed',
    });
  });

  const partsOf = (omitted: keyof WaybillProps) => (stack: Stack) => {
    const { [omitted]: _omitted, ...others } = everythingOn(stack);
    return others;
  };
  test.each([
    'encryptionKey',
    'formerEncryptionKeys',
    'malwareProtection',
    'announceReads',
    'webhooks',
    'alarmTopic',
    'hostedZone',
    'readUrlLife',
    'partUrlLife',
    'retention',
    'allowedOrigins',
    'warmThroughput',
  ] as const)('to the same without %s: nothing is lost', (omitted) => {
    const without = templateOf(partsOf(omitted));
    expect(without).not.toEqual(everything);
    expect(losses(effectsOf(everything, without))).toEqual({});
  });
});

test('docs/construct.md says of each prop whose change costs something what that is', () => {
  const lossOf = (effects: Effects = {}) => Object.keys(losses(effects)).length > 0;
  const costly = changes.filter(([, { on, off }]) => lossOf(on) || lossOf(off)).map(([name]) => name);
  const documented = rows(section('docs/construct.md', '## Changing a deployment')).flatMap(([props = '']) =>
    quoted(props),
  );
  // The certificate and the client of a name come and go with it.
  const alone = costly.filter((name) => name !== 'certificate');
  expect([...alone, ...losesAccess].filter((name) => !documented.includes(name))).toEqual([]);
});
